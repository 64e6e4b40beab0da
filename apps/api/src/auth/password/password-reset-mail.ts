import type { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { enqueueAuthMail } from '../../email/enqueue-auth-mail.js';
import type { Language } from '../../organizations/language.js';

interface Parts {
  readonly config: Config;
  readonly dataSource: DataSource;
  readonly wake: { delivery(): void };
}

/** Where the portal's page is on which a new password is chosen; what it says when it asks for the mail. */
export const PORTAL_RESET = '/portal/reset-password';

interface Reset {
  userId: string;
  email: string;
  token: string;
  /** As the library makes it, with the page that asked. */
  url: string;
}

interface Row {
  is_staff: number;
  language: Language | null;
}

/**
 * Staff return to the admin SPA, unless they asked on the portal, where somebody else may have invited them; everybody else to
 * the portal. The mail speaks the user's own language, else that of an
 * organization they belong to.
 */
export async function passwordResetMail({ config, dataSource, wake }: Parts, reset: Reset): Promise<void> {
  const [user] = await dataSource.query<Row[]>(
    `SELECT EXISTS (SELECT 1 FROM staff_members s WHERE s.user_id = u.id AND s.deactivated_at IS NULL) AS is_staff,
            COALESCE(u.language,
              (SELECT o.language FROM staff_members s JOIN organizations o ON o.id = s.organization_id
                WHERE s.user_id = u.id AND s.deactivated_at IS NULL ORDER BY s.created_at LIMIT 1),
              (SELECT o.language FROM clients c JOIN organizations o ON o.id = c.organization_id
                WHERE c.user_id = u.id ORDER BY c.created_at LIMIT 1)) AS language
       FROM users u WHERE u.id = ?`,
    [reset.userId],
  );
  const askedOnPortal = new URL(reset.url).searchParams.get('callbackURL') === PORTAL_RESET;
  const language = user?.language ?? 'en';
  // The portal, of which nobody there is known yet, speaks as the mail does.
  const page =
    user?.is_staff && !askedOnPortal ? '/admin/reset-password' : `${PORTAL_RESET}?lang=${language}`;
  await enqueueAuthMail(
    { config, db: dataSource.manager },
    {
      kind: 'PASSWORD_RESET',
      recipient: reset.email,
      url: `${config.publicUrl}${page}#${reset.token}`,
      language,
    },
  );
  wake.delivery();
}
