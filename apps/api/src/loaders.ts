import type DataLoader from 'dataloader';
import { type ApiKeyLoaders, apiKeyLoaders } from './api-keys/read-api-keys.js';
import { type AuditLoaders, auditLoaders } from './audit/audit-loaders.js';
import { type BulkLoaders, bulkLoaders } from './bulk/resumed-by.js';
import { type ClientLoaders, clientLoaders } from './clients/client-loaders.js';
import { type ConnectionLoaders, connectionLoaders } from './connections/connection-loaders.js';
import type { RequestContext } from './context.js';
import { type Delivery, deliveryLoader } from './email/delivery.js';
import { type Suppressible, suppressedLoader } from './email/limits/suppressions.js';
import type { Mailing } from './email/mailing/mailing.entity.js';
import { type MailCounts, mailCountsLoader, mailingLoader } from './email/mailing/read-mailing.js';
import type { Invitation } from './invitations/invitation.entity.js';
import { type InvitationLoaders, invitationLoaders } from './invitations/invitation-loaders.js';
import { type ProgramLoaders, programLoaders } from './programs/program-rows.js';
import { type RegistrationLoaders, registrationLoaders } from './registrations/registration-loaders.js';
import { type StaffLoaders, staffLoaders } from './staff/staff-loaders.js';

/** One batch of look-ups per request and edge; each feature adds its own. */
export interface Loaders
  extends ApiKeyLoaders,
    AuditLoaders,
    BulkLoaders,
    ClientLoaders,
    ConnectionLoaders,
    InvitationLoaders,
    ProgramLoaders,
    RegistrationLoaders,
    StaffLoaders {
  readonly delivery: DataLoader<Invitation, Delivery, string>;
  readonly suppressed: DataLoader<Suppressible, boolean, string>;
  readonly mailing: DataLoader<string, Mailing | null>;
  readonly mailCounts: DataLoader<string, MailCounts>;
}

export function createLoaders(ctx: RequestContext): Loaders {
  return {
    ...apiKeyLoaders(ctx),
    ...auditLoaders(ctx),
    ...bulkLoaders(ctx),
    ...clientLoaders(ctx),
    ...connectionLoaders(ctx),
    ...programLoaders(ctx),
    ...invitationLoaders(ctx),
    ...staffLoaders(ctx),
    ...registrationLoaders(ctx),
    delivery: deliveryLoader(ctx),
    suppressed: suppressedLoader(ctx),
    mailing: mailingLoader(ctx),
    mailCounts: mailCountsLoader(ctx),
  };
}
