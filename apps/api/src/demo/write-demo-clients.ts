import type { Client } from '../clients/client.entity.js';
import { insertClients } from '../clients/write-clients.js';
import type { RequestContext } from '../context.js';
import { type DemoPerson, PEOPLE } from './people.js';
import { type DemoInvitation, tell } from './timeline.js';
import { writeDemoUser } from './write-demo-user.js';

const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;

export const CLARA: DemoPerson = {
  firstName: 'Clara',
  lastName: 'de Vries',
  story: 'active',
  days: 23,
  program: 0,
};

export interface DemoClient {
  client: Client;
  person: DemoPerson;
  story: DemoInvitation | null;
}

export async function writeDemoClients(
  ctx: RequestContext,
  organizationId: string,
  now: Date,
): Promise<DemoClient[]> {
  // The longest known first, so that the numbers grow with time; the one who can sign in is among them.
  const people = [...PEOPLE, CLARA]
    .map((person, index) => ({ person, at: sentAt(person, now, index) }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const written: DemoClient[] = [];
  for (const [index, { person, at }] of people.entries()) {
    const story = tell(person.story, at, now, index);
    const createdAt = new Date(at.getTime() - 40_000);
    const number = `C-${String(index + 1).padStart(4, '0')}`;
    const [client] = await insertClients(ctx, organizationId, createdAt, [
      { number, firstName: person.firstName, lastName: person.lastName, email: addressOf(person) },
    ]);
    if (client) written.push({ client, person, story });
  }
  await ctx.db.query('INSERT INTO client_number_sequences (organization_id, next_number) VALUES (?, ?)', [
    organizationId,
    people.length + 1,
  ]);
  return written;
}

/** In working hours, and never after now. */
function sentAt({ days }: DemoPerson, now: Date, index: number): Date {
  if (days === 0) return new Date(now.getTime() - HOUR - (index % 9) * 11 * 60_000);
  const day = Math.floor((now.getTime() - days * DAY) / DAY) * DAY;
  return new Date(day + 8 * HOUR + ((index * 37) % 420) * 60_000);
}

function addressOf(person: DemoPerson): string | null {
  if (person.story === 'no-email') return null;
  if (person === CLARA) return 'client@demo.example';
  const name = [person.firstName, person.lastName].filter(Boolean).join('.') || 'info';
  const ascii = name
    .normalize('NFKD')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  const domains = ['example.com', 'example.org', 'example.net'];
  return `${ascii}@${domains[name.length % domains.length]}`;
}

/** Only one of them can sign in; the others are there to be looked at. */
export async function writeDemoClientUsers(
  ctx: RequestContext,
  clients: DemoClient[],
  passwordHash: string,
): Promise<void> {
  for (const { client, person, story } of clients) {
    if (story?.status !== 'ACCEPTED') continue;
    const name = [person.firstName, person.lastName].filter(Boolean).join(' ');
    client.userId = await writeDemoUser(
      ctx,
      name,
      client.email ?? '',
      person === CLARA ? passwordHash : null,
    );
  }
}

export async function settleDemoClients(
  ctx: RequestContext,
  organizationId: string,
  clients: DemoClient[],
  now: Date,
): Promise<void> {
  for (const [index, { client, story }] of clients.entries()) {
    if (!story) continue;
    const lastSeenAt =
      story.clientStatus === 'ACTIVE' && story.acceptedAt
        ? new Date(
            Math.max(story.acceptedAt.getTime() + HOUR / 2, now.getTime() - ((index * 13) % 200) * HOUR),
          )
        : story.acceptedAt;
    await ctx.db.query(
      `UPDATE clients SET user_id = ?, status = ?, invitation_expires_at = ?, activated_at = ?, deactivated_at = ?,
              last_seen_at = LEAST(?, NOW(3)), updated_at = NOW(3)
        WHERE id = ? AND organization_id = ?`,
      [
        client.userId,
        story.clientStatus,
        story.status === 'ACCEPTED' ? null : story.expiresAt,
        story.acceptedAt,
        story.deactivatedAt,
        lastSeenAt,
        client.id,
        organizationId,
      ],
    );
  }
}
