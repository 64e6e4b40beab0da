import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Config } from '../config.js';
import type { Language } from '../organizations/language.js';
import type { MailKind } from './mail.entity.js';
import { sealPayload } from './mail-payload.js';

interface AuthMail {
  kind: Extract<
    MailKind,
    'PASSWORD_RESET' | 'MAIL_STOPPED' | 'ORGANIZATION_START' | 'ORGANIZATION_START_SIGN_IN'
  >;
  recipient: string;
  url: string;
  language: Language;
}

/** Puts a mail that belongs to no organization into the outbox; its link is encrypted until it leaves. */
export async function enqueueAuthMail(
  { config, db }: { config: Pick<Config, 'authSecret'>; db: EntityManager },
  mail: AuthMail,
): Promise<void> {
  const id = uuidv7();
  await db.query(
    `INSERT INTO mails (id, kind, send_key, recipient, payload, state, next_attempt_at)
     VALUES (?, ?, ?, ?, ?, 'QUEUED', NOW(3))`,
    [
      id,
      mail.kind,
      `auth:${id}`,
      mail.recipient,
      sealPayload(config, { url: mail.url, language: mail.language }),
    ],
  );
}
