import { type EntityTarget, getMetadataArgsStorage, In, type ObjectLiteral } from 'typeorm';
import { ApiKey } from '../api-keys/api-key.entity.js';
import { readApiKeys } from '../api-keys/read-api-keys.js';
import { Client } from '../clients/client.entity.js';
import { readClients } from '../clients/read-clients.js';
import type { RequestContext } from '../context.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { invitationsByIds } from '../invitations/invitation-rows.js';
import { findOrganization } from '../organizations/find-organization.js';
import { Organization } from '../organizations/organization.entity.js';
import { connectedAmong, type Staff } from '../staff/authorize.js';

type Read = (
  ctx: RequestContext,
  organizationId: string,
  ids: readonly string[],
) => Promise<{ id: string; organizationId: string }[]>;

/** Entities that are more than their columns, such as a status as of now, and what reads them. */
const READERS = new Map<string, Read>([
  [ApiKey.name, readApiKeys],
  [Client.name, readClients],
  [Invitation.name, (ctx, _organizationId, ids) => invitationsByIds(ctx, ids)],
]);

/** Stands for a row that is read anew, or for a moment. */
type Marked = { $entity: string; id: string } | { $date: string };

/** A payload as JSON: rows become references, so that a repetition shows them as they are then, and everything else stays. */
export function storePayload(payload: object): string {
  return JSON.stringify(storable(payload));
}

function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable);
  if (value instanceof Date) return { $date: value.toISOString() } satisfies Marked;
  if (typeof value !== 'object' || value === null) return value;
  if (isEntity(value.constructor)) {
    const { id } = value as { id?: unknown };
    if (typeof id !== 'string')
      throw new Error(`${value.constructor.name} in a payload has no id to find it by`);
    return { $entity: value.constructor.name, id } satisfies Marked;
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, storable(part)]));
}

/** The payload again, with its rows as of now; one that is gone, or of another organization, is null. */
export async function restorePayload(
  ctx: RequestContext,
  organizationId: string | null,
  staff: Staff | null,
  text: string,
): Promise<object> {
  const stored: unknown = JSON.parse(text);
  const references = Map.groupBy(referencesIn(stored), ({ $entity }) => $entity);
  const rows = new Map<string, object>();
  for (const [name, group] of references) {
    const ids = [...new Set(group.map(({ id }) => id))];
    if (name === Organization.name) {
      // Made by whoever became its staff by that, so it was allowed in none before.
      const found = await Promise.all(ids.map((id) => findOrganization(ctx, { id })));
      for (const organization of found)
        if (organization) rows.set(`${name} ${organization.id}`, organization);
      continue;
    }
    const read = READERS.get(name) ?? readColumns(name);
    for (const row of organizationId === null ? [] : await read(ctx, organizationId, ids))
      if (row.organizationId === organizationId) rows.set(`${name} ${row.id}`, row);
    if (name === Client.name && staff && !staff.permissions.has('clients.read')) {
      // Of whom one is no longer connected to one sees nothing more.
      const own = await connectedAmong(ctx, staff, ids);
      for (const id of ids) if (!own.has(id)) rows.delete(`${name} ${id}`);
    }
  }
  if (staff && !staff.permissions.has('clients.read')) await forgetOthers(ctx, staff, stored);
  return restored(stored, rows) as object;
}

/** Invitations stand in payloads by their bare ids; those of clients whom the caller no longer sees are taken out. */
async function forgetOthers(ctx: RequestContext, staff: Staff, stored: unknown): Promise<void> {
  const bearers = bearersIn(stored);
  const invitations = await invitationsByIds(
    ctx,
    bearers.flatMap(({ invitationId }) => invitationId ?? []),
  );
  const clientOf = new Map(invitations.map(({ id, clientId }) => [id, clientId]));
  const own = await connectedAmong(
    ctx,
    staff,
    invitations.flatMap(({ clientId }) => clientId ?? []),
  );
  for (const bearer of bearers) {
    const clientId = clientOf.get(bearer.invitationId ?? '');
    if (clientId && !own.has(clientId)) bearer.invitationId = null;
  }
}

function readColumns(name: string): Read {
  return (ctx, organizationId, ids) =>
    ctx.db
      .getRepository<ObjectLiteral & { id: string; organizationId: string }>(name)
      .findBy({ id: In([...ids]), organizationId });
}

function referencesIn(value: unknown): { $entity: string; id: string }[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('$entity' in value) return [value as { $entity: string; id: string }];
  return Object.values(value).flatMap(referencesIn);
}

function bearersIn(value: unknown): { invitationId: string | null }[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(bearersIn);
  return 'invitationId' in value && typeof value.invitationId === 'string'
    ? [value as { invitationId: string }, ...below]
    : below;
}

function restored(value: unknown, rows: ReadonlyMap<string, object>): unknown {
  if (Array.isArray(value)) return value.map((item) => restored(item, rows));
  if (typeof value !== 'object' || value === null) return value;
  const marked = value as Partial<{ $entity: string; id: string; $date: string }>;
  if (marked.$date !== undefined) return new Date(marked.$date);
  if (marked.$entity !== undefined) return rows.get(`${marked.$entity} ${marked.id}`) ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, restored(part, rows)]));
}

function isEntity(target: EntityTarget<ObjectLiteral> | CallableFunction): boolean {
  return getMetadataArgsStorage().tables.some((table) => table.target === target);
}
