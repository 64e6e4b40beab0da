import { uuidv7 } from 'uuidv7';
import type { Problem } from '../src/audit/chain/chain-check.js';
import { BEGINNING, type Place } from '../src/audit/chain/place.js';
import { sealEntries } from '../src/audit/chain/seal-entries.js';
import { type LogToVerify, type Verified, verifyLog } from '../src/audit/chain/verify-log.js';
import { recordAudit } from '../src/audit/record-audit.js';
import { anOrganization, aStaffMember, type BuiltStaffMember } from './builders.js';
import type { App } from './harness.js';

export const ENTRIES = 6;

export interface SealedLog {
  readonly owner: BuiltStaffMember;
  readonly organizationId: string;
  /** Of the entries, in the order of the chain. */
  readonly ids: string[];
}

/** An organization of its own, whose log holds so many entries, each sealed. */
export async function aSealedLog(app: App): Promise<SealedLog> {
  const organization = await anOrganization(app);
  const owner = await aStaffMember(app, organization);
  const organizationId = organization.id;
  const ctx = app.context();
  await ctx.transaction((tx) =>
    recordAudit(
      { ...tx, viewer: { userId: owner.userId } as never, http: { ...tx.http, address: '192.0.2.7' } },
      Array.from({ length: ENTRIES }, (_, index) => ({
        organizationId,
        action: 'client.updated',
        staffMemberId: owner.staffMemberId,
        onBehalfOf: owner.staffMemberId,
        subjectType: 'CLIENT',
        subjectId: uuidv7(),
        reason: `=1+1, "quoted"\nline ${index}`,
        details: { fields: ['email', index] },
      })),
    ),
  );
  await sealEntries(app.services);
  const rows = await app.sql<{ entry_id: string }>(
    'SELECT entry_id FROM audit_seals WHERE organization_id = ? ORDER BY seq',
    [organizationId],
  );
  return { owner, organizationId, ids: rows.map((row) => row.entry_id) };
}

/** Verifies the log of an organization of a test file, and keeps what is found. */
export function verifying(theApp: () => App, theOrganizationId: () => string) {
  async function verify({ checkpoint = null, limit }: Pick<LogToVerify, 'checkpoint' | 'limit'> = {}) {
    const { dataSource, config } = theApp().services;
    const problems: Problem[] = [];
    for (let after: Place | null = BEGINNING; ; ) {
      const verified: Verified = await verifyLog(
        dataSource.manager,
        {
          organizationId: theOrganizationId(),
          keys: config.tokenKeys,
          checkpoint,
          after,
          ...(limit && { limit }),
        },
        (problem) => problems.push(problem),
      );
      if (!verified.next) return { ...verified, problems };
      after = verified.next;
    }
  }
  const found = async (how: Parameters<typeof verify>[0] = {}) =>
    (await verify(how)).problems.map(({ kind, seq }) => [kind, seq]);
  return { verify, found };
}
