import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconSend, IconUserPlus, IconUserShield, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../../paths';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';

/** Where invitations are looked after is also where one sends the next: to many clients, to one, to somebody of the staff. */
export function SendInvitation() {
  const { t } = useTranslation(['invitations', 'staffInvitations']);
  const { slug } = useOrganization();
  const may = useMay();
  const toClients = may('clients.create') && may('clients.invite');
  const ways = [
    toClients && {
      to: paths.createClients(slug),
      icon: IconUsersPlus,
      label: t('invitations:invite.clients'),
    },
    (toClients || may('clients.inviteOwn')) && {
      to: paths.inviteClient(slug),
      icon: IconUserPlus,
      label: t('invitations:invite.client'),
    },
    may('staff.invite') && {
      to: paths.inviteStaff(slug),
      icon: IconUserShield,
      label: t('staffInvitations:action'),
    },
  ].filter((way) => way !== false);
  const [only] = ways;
  if (!only) return null;
  if (ways.length === 1)
    return (
      <Button
        component={Link}
        to={only.to}
        variant="default"
        leftSection={<only.icon size={18} aria-hidden="true" />}
      >
        {only.label}
      </Button>
    );
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          leftSection={<IconSend size={18} aria-hidden="true" />}
          rightSection={<IconChevronDown size={16} aria-hidden="true" />}
        >
          {t('invitations:invite.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ways.map(({ to, icon: WayIcon, label }) => (
          <Menu.Item key={to} component={Link} to={to} leftSection={<WayIcon size={18} aria-hidden="true" />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
