import { describeProblem, MAX_NAME_LENGTH, neutralizeName, normalizeAddress } from '@anteroom/address-list';
import { uuidv7 } from 'uuidv7';
import { normalizeIP } from '../../auth/client-address.js';
import { tooManyRequests } from '../../auth/throttle.js';
import type { RequestContext, Services } from '../../context.js';
import { inTransaction } from '../../database/transaction.js';
import { enqueueAuthMail } from '../../email/enqueue-auth-mail.js';
import { hasHadEnough } from '../../email/limits/asked-for-mails.js';
import { UserError, UserErrors } from '../../errors.js';
import type { Language } from '../language.js';
import { OrganizationFields } from '../organization-fields.js';
import { refuseClosed } from './refuse-closed.js';
import type { RequestOrganizationInput } from './start.inputs.js';
import { LINK_HOURS, startLink } from './start-token.js';

/** One mailbox gets one such mail in so many minutes, whoever asks for it. */
const QUIET_MINUTES = 5;

interface Wish {
  email: string;
  firstName: string;
  lastName: string;
  name: string;
  language: Language;
}

/** Asks for a mail with which the holder of a mailbox starts a practice; the same answer for every address, given first. */
export async function requestOrganization(
  ctx: RequestContext,
  input: RequestOrganizationInput,
): Promise<boolean> {
  refuseClosed(ctx);
  const wish = readWish(input);
  const { limits } = ctx.services;
  const wait = limits.registrations.take(`from:${normalizeIP(ctx.http.address)}`);
  if (wait > 0) throw tooManyRequests(wait);
  if (limits.registrations.take(`to:${wish.email}`) === 0)
    ctx.services.later.do('the mail for starting an organization could not be prepared', () =>
      mailStarter(ctx.services, wish),
    );
  return true;
}

function readWish(input: RequestOrganizationInput): Wish {
  const fields = new OrganizationFields();
  const { address, problem } = normalizeAddress(input.email);
  const errors: UserError[] = [];
  const personName = (field: 'firstName' | 'lastName') => {
    const name = neutralizeName(input[field]);
    if (input[field].trim().length > MAX_NAME_LENGTH)
      errors.push(new UserError('TOO_LONG', `At most ${MAX_NAME_LENGTH} characters.`, [field]));
    else if (name === null) errors.push(new UserError('REQUIRED', 'Give your name.', [field]));
    return name ?? '';
  };
  const wish = {
    email: address ?? '',
    firstName: personName('firstName'),
    lastName: personName('lastName'),
    name: fields.name(input.name),
    language: input.language,
  };
  if (address === null)
    errors.push(new UserError('BAD_ADDRESS', problem ? describeProblem(problem) : '', ['email']));
  if (errors.length + fields.errors.length > 0) throw new UserErrors(...errors, ...fields.errors);
  return wish;
}

/** No organization is concerned yet, in whose audit log it could stand. */
async function mailStarter(services: Services, wish: Wish): Promise<void> {
  const { config, wake } = services;
  await inTransaction(services, async (db) => {
    if (await hasHadEnough(db, wish.email)) return;
    await db.query(
      `INSERT IGNORE INTO organization_starts (id, email, first_name, last_name, organization_name, expires_at)
       VALUES (?, ?, ?, ?, ?, NOW(3))`,
      [uuidv7(), wish.email, wish.firstName, wish.lastName, wish.name],
    );
    // Claimed by the update: of two who ask at once one sends. A link that has served is dead; one unused goes on working.
    const { affectedRows } = await db.query<{ affectedRows: number }>(
      `UPDATE organization_starts
          SET first_name = ?, last_name = ?, organization_name = ?, mailed_at = NOW(3),
              generation = generation + IF(used_at IS NULL, 0, 1), used_at = NULL, organization_id = NULL,
              expires_at = NOW(3) + INTERVAL ${LINK_HOURS} HOUR
        WHERE email = ? AND (mailed_at IS NULL OR mailed_at < NOW(3) - INTERVAL ${QUIET_MINUTES} MINUTE)`,
      [wish.firstName, wish.lastName, wish.name, wish.email],
    );
    if (affectedRows !== 1) return;
    const [row] = await db.query<{ id: string; generation: number; known: 0 | 1 }[]>(
      `SELECT s.id, s.generation, EXISTS (SELECT 1 FROM users u WHERE u.email = s.email) AS known
         FROM organization_starts s WHERE s.email = ?`,
      [wish.email],
    );
    if (!row) throw new Error('the start went away');
    await enqueueAuthMail(
      { config, db },
      {
        kind: row.known ? 'ORGANIZATION_START_SIGN_IN' : 'ORGANIZATION_START',
        recipient: wish.email,
        url: startLink(config, row.id, row.generation),
        language: wish.language,
      },
    );
  });
  wake.delivery();
}
