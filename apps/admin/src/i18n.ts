import { startI18n } from '@anteroom/ui';
import { apiKeysEn } from './features/api-keys/api-keys.en';
import { apiKeysNl } from './features/api-keys/api-keys.nl';
import { auditEn } from './features/audit/audit.en';
import { auditNl } from './features/audit/audit.nl';
import { bulkOperationsEn } from './features/bulk-operations/bulk-operations.en';
import { bulkOperationsNl } from './features/bulk-operations/bulk-operations.nl';
import { clientsEn } from './features/clients/clients.en';
import { clientsNl } from './features/clients/clients.nl';
import { inviteClientEn } from './features/clients/invite-client/invite-client.en';
import { inviteClientNl } from './features/clients/invite-client/invite-client.nl';
import { connectionsEn } from './features/connections/connections.en';
import { connectionsNl } from './features/connections/connections.nl';
import { createClientsEn } from './features/create-clients/create-clients.en';
import { createClientsNl } from './features/create-clients/create-clients.nl';
import { draftsEn } from './features/drafts/drafts.en';
import { draftsNl } from './features/drafts/drafts.nl';
import { invitationsEn } from './features/invitations/invitations.en';
import { invitationsNl } from './features/invitations/invitations.nl';
import { mailingsEn } from './features/mailings/mailings.en';
import { mailingsNl } from './features/mailings/mailings.nl';
import { messagesEn } from './features/messages/messages.en';
import { messagesNl } from './features/messages/messages.nl';
import { organizationsEn } from './features/organizations/organizations.en';
import { organizationsNl } from './features/organizations/organizations.nl';
import { programsEn } from './features/programs/programs.en';
import { programsNl } from './features/programs/programs.nl';
import { registrationsEn } from './features/registrations/registrations.en';
import { registrationsNl } from './features/registrations/registrations.nl';
import { settingsEn } from './features/settings/settings.en';
import { settingsNl } from './features/settings/settings.nl';
import { signInEn } from './features/sign-in/sign-in.en';
import { signInNl } from './features/sign-in/sign-in.nl';
import { staffEn } from './features/staff/staff.en';
import { staffNl } from './features/staff/staff.nl';
import { staffInvitationsEn } from './features/staff-invitations/staff-invitations.en';
import { staffInvitationsNl } from './features/staff-invitations/staff-invitations.nl';
import { supportEn } from './features/support/support.en';
import { supportNl } from './features/support/support.nl';
import { frameEn } from './frame/frame.en';
import { frameNl } from './frame/frame.nl';
import { pageEn } from './page/page.en';
import { pageNl } from './page/page.nl';

const en = {
  page: pageEn,
  frame: frameEn,
  signIn: signInEn,
  organizations: organizationsEn,
  apiKeys: apiKeysEn,
  bulkOperations: bulkOperationsEn,
  clients: clientsEn,
  inviteClient: inviteClientEn,
  connections: connectionsEn,
  createClients: createClientsEn,
  drafts: draftsEn,
  messages: messagesEn,
  mailings: mailingsEn,
  invitations: invitationsEn,
  programs: programsEn,
  registrations: registrationsEn,
  audit: auditEn,
  settings: settingsEn,
  staff: staffEn,
  staffInvitations: staffInvitationsEn,
  support: supportEn,
};

// Typed by the English one: a namespace or key that Dutch lacks does not compile.
const nl: Record<keyof typeof en, object> = {
  page: pageNl,
  frame: frameNl,
  signIn: signInNl,
  organizations: organizationsNl,
  apiKeys: apiKeysNl,
  bulkOperations: bulkOperationsNl,
  clients: clientsNl,
  inviteClient: inviteClientNl,
  connections: connectionsNl,
  createClients: createClientsNl,
  drafts: draftsNl,
  messages: messagesNl,
  mailings: mailingsNl,
  invitations: invitationsNl,
  programs: programsNl,
  registrations: registrationsNl,
  audit: auditNl,
  settings: settingsNl,
  staff: staffNl,
  staffInvitations: staffInvitationsNl,
  support: supportNl,
};

type Catalogues = typeof en;

declare module 'i18next' {
  interface ResourceNamespaceMap extends Catalogues {}
}

export const i18n = startI18n({ en, nl: nl as typeof en });
