import DataLoader from 'dataloader';
import { CLIENT_COLUMNS, type ClientRow, toClient } from '../clients/read-clients.js';
import { sortNameOf } from '../clients/search-terms.js';
import type { RequestContext } from '../context.js';
import type { Registration } from './registration.entity.js';
import type { RegistrationMatch } from './registration.payloads.js';

/** So many clients with the same name are shown for one request. */
const MAX_MATCHES = 5;

export interface RegistrationLoaders {
  readonly registrationMatches: DataLoader<Registration, RegistrationMatch[], string>;
  readonly staffMemberName: DataLoader<string, string | null>;
}

export function registrationLoaders(ctx: RequestContext): RegistrationLoaders {
  return {
    registrationMatches: new DataLoader((registrations) => findMatches(ctx, registrations), {
      cacheKeyFn: ({ id }) => id,
    }),
    staffMemberName: new DataLoader(async (ids) => {
      const rows = await ctx.db.query<{ id: string; first_name: string; last_name: string }[]>(
        'SELECT id, first_name, last_name FROM staff_members WHERE id IN (?)',
        [ids],
      );
      const names = new Map(rows.map((row) => [row.id, `${row.first_name} ${row.last_name}`.trim()]));
      return ids.map((id) => names.get(id) ?? null);
    }),
  };
}

/** Clients on file with the same address or, accents and case aside, the same name; the same address first. */
async function findMatches(
  ctx: RequestContext,
  registrations: readonly Registration[],
): Promise<RegistrationMatch[][]> {
  const matches = new Map<string, RegistrationMatch[]>();
  for (const [organizationId, asked] of Map.groupBy(registrations, (one) => one.organizationId)) {
    const rows = await ctx.db.query<ClientRow[]>(
      `SELECT ${CLIENT_COLUMNS} FROM clients c WHERE c.organization_id = ? AND c.email IN (?)
        UNION SELECT ${CLIENT_COLUMNS} FROM clients c WHERE c.organization_id = ? AND c.sort_name IN (?)`,
      [organizationId, asked.map(({ email }) => email), organizationId, asked.map(nameOf)],
    );
    const clients = rows.map(toClient);
    for (const registration of asked) {
      const found = clients.filter(
        ({ email, sortName }) => email === registration.email || sortName === nameOf(registration),
      );
      const shown = found.map((client) => ({
        clientId: client.id,
        number: client.number,
        firstName: client.firstName,
        lastName: client.lastName,
        email: client.email,
        status: client.status,
        sameAddress: client.email === registration.email,
        joinable: client.userId === null && client.deactivatedAt === null,
      }));
      const sameFirst = shown.toSorted((a, b) => Number(b.sameAddress) - Number(a.sameAddress));
      matches.set(registration.id, sameFirst.slice(0, MAX_MATCHES));
    }
  }
  return registrations.map(({ id }) => matches.get(id) ?? []);
}

/** As clients are sorted by name; of no name nothing is found. */
function nameOf({ firstName, lastName }: Registration): string {
  return firstName || lastName ? sortNameOf({ firstName, lastName, email: null, number: '' }) : '';
}
