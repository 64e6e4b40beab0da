import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { enqueueAuthMail } from '../email/enqueue-auth-mail.js';

interface Parts {
  readonly config: Config;
  readonly dataSource: DataSource;
  readonly wake: { delivery(): void };
}

interface Reset {
  userId: string;
  email: string;
  token: string;
}

/** Staff return to the admin SPA, everybody else to the portal. */
export async function passwordResetMail({ config, dataSource, wake }: Parts, reset: Reset): Promise<void> {
  const staff = await dataSource.query<unknown[]>(
    'SELECT 1 FROM staff_members WHERE user_id = ? AND deactivated_at IS NULL LIMIT 1',
    [reset.userId],
  );
  const place = staff.length > 0 ? 'admin' : 'portal';
  await enqueueAuthMail(
    { config, db: dataSource.manager },
    {
      kind: 'PASSWORD_RESET',
      recipient: reset.email,
      url: `${config.publicUrl}/${place}/reset-password#${reset.token}`,
    },
  );
  wake.delivery();
}
