import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHeader } from '../../../page/layout/page-header';
import { paths } from '../../../paths';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import classes from '../staff-page.module.css';

interface StaffHeaderProps {
  count?: string | undefined;
  shown: 'people' | 'roles';
  actions?: ReactNode;
}

/** People and roles are two sides of one page. */
export function StaffHeader({ count, shown, actions }: StaffHeaderProps) {
  const { t } = useTranslation('staff');
  const { slug } = useOrganization();
  const sides = [
    { id: 'people', to: paths.staff(slug) },
    { id: 'roles', to: paths.roles(slug) },
  ] as const;
  return (
    <>
      <PageHeader title={t('title')} count={count} actions={actions} />
      <nav aria-label={t('tabs.label')} className={classes.tabs}>
        {sides.map(({ id, to }) => (
          <Link key={id} to={to} className={classes.tab} aria-current={id === shown ? 'page' : undefined}>
            {t(`tabs.${id}`)}
          </Link>
        ))}
      </nav>
    </>
  );
}

/** To the dialog of invitations of staff. */
export function InviteStaffButton() {
  const { t } = useTranslation('staff');
  const { slug } = useOrganization();
  const may = useMay();
  if (!may('staff.invite')) return null;
  return (
    <Button
      component={Link}
      to={paths.inviteStaff(slug)}
      leftSection={<IconUserPlus size={18} aria-hidden="true" />}
    >
      {t('invite')}
    </Button>
  );
}
