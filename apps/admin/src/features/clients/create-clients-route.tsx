import { CreateClientsDialog } from '../create-clients/create-clients-dialog';
import { useOrganization } from '../organizations/viewer';

export function CreateClientsRoute() {
  const { id } = useOrganization();
  return <CreateClientsDialog organizationId={id} />;
}
