import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import type { Connection } from '../pagination/connection.js';
import { AuditActor, AuditDetail, AuditVerification } from './audit.types.js';
import { AuditEntry } from './audit-entry.entity.js';
import { actorName, onBehalfOfName, subjectName } from './audit-loaders.js';
import { verifyForReader } from './chain/verify-for-reader.js';
import { listAuditActors } from './list/list-audit-actors.js';
import { AuditEntriesArgs, AuditEntryConnection, listAuditEntries } from './list/list-audit-entries.js';
import { readDetails } from './list/read-details.js';

@Resolver(() => AuditEntry)
class AuditResolver {
  @Rule('audit.read')
  @Query(() => AuditEntryConnection, { description: 'Newest first. Reading it is itself an entry.' })
  auditEntries(
    @Ctx() ctx: RequestContext,
    @Args(() => AuditEntriesArgs) args: AuditEntriesArgs,
  ): Promise<Connection<AuditEntry>> {
    return listAuditEntries(ctx, args);
  }

  @Rule('audit.read')
  @Query(() => [AuditActor], { description: 'By name, at most 500.' })
  auditActors(
    @Ctx() ctx: RequestContext,
    @Arg('organizationId', () => ID) organizationId: string,
  ): Promise<AuditActor[]> {
    return listAuditActors(ctx, organizationId);
  }

  @Rule('audit.read')
  @Query(() => AuditVerification, {
    description:
      'Checks the log against its chain, and its entries against the seals, 10,000 at a time: ask again, with `next` ' +
      'as `after`, until it is complete.',
  })
  auditVerification(
    @Ctx() ctx: RequestContext,
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('after', () => String, { nullable: true, description: 'Left out for the first part.' })
    after: string | null,
  ): Promise<AuditVerification> {
    return verifyForReader(ctx, organizationId, after ?? null);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Looked up now; null for the system, for somebody from outside, and for somebody erased.',
  })
  actorName(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<string | null> {
    return actorName(ctx, entry);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The staff member, for filtering by it.' })
  actorId(@Root() entry: AuditEntry): string | null {
    return entry.actorStaffId;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of the staff member for whom it was done.',
  })
  onBehalfOf(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<string | null> {
    return onBehalfOfName(ctx, entry);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Looked up now; null once it is erased, and for a client where the viewer may not see clients.',
  })
  subjectName(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<string | null> {
    return subjectName(ctx, entry);
  }

  @FieldResolver(() => [AuditDetail])
  details(@Root() entry: AuditEntry): AuditDetail[] {
    return readDetails(entry);
  }

  @FieldResolver(() => Boolean, { description: 'False for the seconds until its seal follows.' })
  sealed(@Root() entry: AuditEntry): boolean {
    return entry.seq !== null;
  }
}

export const auditResolvers = [AuditResolver];
