import { Navigate } from 'react-router';
import { useOrganization } from '../features/organizations/viewer';
import { paths } from '../paths';
import { usePages } from './pages';

/** Where somebody begins who only named the organization: at the first page that their roles show them. */
export function FirstPage() {
  const { slug } = useOrganization();
  const [first] = usePages();
  return <Navigate to={first?.path(slug) ?? paths.settings(slug)} replace />;
}
