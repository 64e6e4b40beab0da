import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBell,
  IconDots,
  IconFolderPlus,
  IconLink,
  IconMail,
  IconMailForward,
  IconRefresh,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ClientRowFragment } from '../../../gql/graphql';
import { ActionItem } from '../../../page/action-item';
import { paths } from '../../../paths';
import { useOrganization } from '../../organizations/viewer';
import { useClientRights } from '../client-rights';

export type ClientAction =
  | 'invite'
  | 'inviteNow'
  | 'remind'
  | 'resend'
  | 'withdraw'
  | 'addToProgram'
  | 'connect';
export type ClientAct = (action: ClientAction, client: ClientRowFragment) => void;

interface ClientRowMenuProps {
  client: ClientRowFragment;
  who: string;
  onAct: ClientAct;
  /** Left out on the client's own page. */
  withOpen?: boolean;
}

export function ClientRowMenu({ client, who, onAct, withOpen = true }: ClientRowMenuProps) {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const rights = useClientRights();
  const act = (action: ClientAction) => () => onAct(action, client);
  const entries = [
    {
      action: 'invite',
      icon: <IconMail size={16} />,
      possibility: rights.on('invite', client, client.canInvite),
    },
    {
      action: 'inviteNow',
      icon: <IconMailForward size={16} />,
      possibility: rights.on('invite', client, client.canInvite),
    },
    {
      action: 'remind',
      icon: <IconBell size={16} />,
      possibility: rights.on('remind', client, client.canRemind),
    },
    {
      action: 'resend',
      icon: <IconRefresh size={16} />,
      possibility: rights.on('resend', client, client.canResend),
    },
    {
      action: 'addToProgram',
      icon: <IconFolderPlus size={16} />,
      possibility: rights.on('addToProgram', client),
    },
    { action: 'connect', icon: <IconLink size={16} />, possibility: rights.on('connect', client) },
  ] as const;
  const withdraw = rights.on('withdraw', client, client.canWithdraw);
  if (!withOpen && !withdraw && entries.every(({ possibility }) => !possibility)) return null;
  return (
    <Menu width={280}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('rowMenu', { who })}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {withOpen && (
          <Menu.Item leftSection={<IconUser size={16} />} component={Link} to={paths.client(slug, client.id)}>
            {t('action.open')}
          </Menu.Item>
        )}
        {entries.map(
          ({ action, icon, possibility }) =>
            possibility && (
              <ActionItem
                key={action}
                icon={icon}
                label={t(`action.${action}`)}
                possibility={possibility}
                onAct={act(action)}
              />
            ),
        )}
        {withdraw && (
          <>
            <Menu.Divider />
            <ActionItem
              icon={<IconArrowBackUp size={16} />}
              label={t('action.withdraw')}
              possibility={withdraw}
              danger
              onAct={act('withdraw')}
            />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
