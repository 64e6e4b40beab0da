import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOrganization, useViewer } from '../features/organizations/viewer';
import { useRoleName } from '../features/staff/roles/use-role-words';
import { EmptyState } from '../page/layout/empty-state';
import { usePageTitle } from '../page/layout/use-page-title';
import { paths } from '../paths';

/** Somebody typed, or kept, the address of a page that their roles do not show them. */
export function NotForYou() {
  const { t, i18n } = useTranslation('frame');
  const { slug, name: organization } = useOrganization();
  const { staffMemberships } = useViewer();
  const roleName = useRoleName();
  usePageTitle(t('notForYou.title'));
  const membership = staffMemberships.find((one) => one.organization.slug === slug);
  const roles = new Intl.ListFormat(i18n.resolvedLanguage ?? 'en').format(
    (membership?.roles ?? []).map((role) => roleName(role).toLowerCase()),
  );
  return (
    <EmptyState
      wholePage
      icon={<IconLock size={40} stroke={1.3} />}
      title={t('notForYou.title')}
      text={t('notForYou.text', { roles, organization })}
      action={
        <Button component={Link} to={paths.organization(slug)} variant="default">
          {t('notForYou.first')}
        </Button>
      }
    />
  );
}
