import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { apiKeyResolvers } from './api-keys/api-key.resolver.js';
import { auditResolvers } from './audit/audit.resolver.js';
import { guardOperations } from './auth/guard-operations.js';
import { bulkResolvers } from './bulk/bulk.resolver.js';
import { clientResolvers } from './clients/client.resolver.js';
import { connectionResolvers } from './connections/connection.resolver.js';
import { DateTime } from './date-time.js';
import { suppressionResolvers } from './email/limits/suppression.resolver.js';
import { mailingResolvers } from './email/mailing/mailing.resolver.js';
import { messagePreviewResolvers } from './email/message/message-preview.resolver.js';
import { acceptanceResolvers } from './invitations/acceptance/acceptance.resolver.js';
import { invitationResolvers } from './invitations/invitation.resolver.js';
import { invitationListResolvers } from './invitations/list/list-invitations.resolver.js';
import { organizationResolvers } from './organizations/organization.resolver.js';
import { organizationStartResolvers } from './organizations/start/start.resolver.js';
import { programResolvers } from './programs/program.resolver.js';
import { registerResolvers } from './registrations/register/register.resolver.js';
import { registrationResolvers } from './registrations/registration.resolver.js';
import { staffMemberResolvers } from './staff/members/staff-member.resolver.js';
import { roleResolvers } from './staff/roles/role.resolver.js';
import { staffInvitationResolvers } from './staff-invitations/staff-invitation.resolver.js';
import { supportResolvers } from './support/support.resolver.js';
import { viewerResolvers } from './users/viewer.resolver.js';

type Resolver = new () => object;

/** One line a feature. */
const resolvers: Resolver[] = [
  ...acceptanceResolvers,
  ...apiKeyResolvers,
  ...auditResolvers,
  ...bulkResolvers,
  ...clientResolvers,
  ...connectionResolvers,
  ...invitationListResolvers,
  ...invitationResolvers,
  ...mailingResolvers,
  ...messagePreviewResolvers,
  ...organizationResolvers,
  ...organizationStartResolvers,
  ...programResolvers,
  ...roleResolvers,
  ...staffInvitationResolvers,
  ...staffMemberResolvers,
  ...supportResolvers,
  ...suppressionResolvers,
  ...registerResolvers,
  ...registrationResolvers,
  ...viewerResolvers,
];

/** How classes become a schema. */
export const schemaRules = {
  scalarsMap: [{ type: Date, scalar: DateTime }],
  // Its own default would leave every constraint on an input class without effect.
  validate: true,
};

export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    ...schemaRules,
    resolvers: resolvers as unknown as NonEmptyArray<Resolver>,
  });
  return guardOperations(schema);
}

/** The contract as it is committed, in a stable order. */
export function schemaText(schema: GraphQLSchema): string {
  return `# Generated from the code by "pnpm --filter @anteroom/api schema"; a check holds it to that.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
