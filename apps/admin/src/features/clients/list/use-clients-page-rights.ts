import { useLocation } from 'react-router';
import { paths } from '../../../paths';
import { type Permission, useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';

/** What lets somebody act on any client. */
const MANAGING = [
  'clients.create',
  'clients.invite',
  'invitations.resend',
  'invitations.withdraw',
  'programs.manage',
  'connections.manage',
] as const satisfies readonly Permission[];

/** What the viewer may do on the page of the clients, and where it is done; an address is null where they may not. */
export function useClientsPageRights() {
  const { slug } = useOrganization();
  const { search } = useLocation();
  const may = useMay();
  const mayCreate = may('clients.create');
  // Whoever acts on all clients does so here; whoever acts on their own says so first.
  const mayManageOwn = !mayCreate && may('clients.inviteOwn');
  const managingOwn = mayManageOwn && new URLSearchParams(search).get('manage') === '1';
  return {
    seesAll: may('clients.read'),
    mayAct: mayManageOwn ? managingOwn : MANAGING.some((permission) => may(permission)),
    managingOwn,
    /** Where one's own clients are managed, or no longer. */
    toManageOwn: mayManageOwn ? (managingOwn ? paths.clients(slug) : paths.manageClients(slug)) : null,
    createClients: mayCreate ? paths.createClients(slug, 'who', search) : null,
    inviteClient: mayCreate || managingOwn ? paths.inviteClient(slug, 'who', search) : null,
  };
}

export type ClientsPageRights = ReturnType<typeof useClientsPageRights>;
