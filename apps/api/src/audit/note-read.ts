import type { RequestContext } from '../context.js';
import { type AuditRecord, recordAudit } from './record-audit.js';

/**
 * Writes down that somebody looked at people's records, before they are given out. The same person looking at the same again
 * within a quarter of an hour is one entry, so that a page that refreshes itself does not fill the log.
 */
export async function noteRead(
  ctx: RequestContext,
  read: AuditRecord & { staffMemberId: string },
): Promise<void> {
  const key = [
    read.organizationId,
    read.staffMemberId,
    read.action,
    read.subjectId ?? '',
    JSON.stringify(read.details ?? {}),
  ].join(' ');
  const { reads } = ctx.services.limits;
  if (reads.take(key) > 0) return;
  try {
    await ctx.transaction((tx) => recordAudit(tx, [read]));
  } catch (error) {
    reads.giveBack(key);
    throw error;
  }
}

/** Which parts of a filter were given, never what they say: a search may hold a name. */
export function shapeOf(filter: object | null | undefined): string[] {
  return Object.entries(filter ?? {})
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name]) => name)
    .sort();
}
