import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBell,
  IconDots,
  IconFolderPlus,
  IconMail,
  IconMailForward,
  IconRefresh,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ClientRowFragment } from '../../gql/graphql';
import { ActionItem } from '../../page/action-item';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';

export type ClientAction = 'invite' | 'inviteNow' | 'remind' | 'resend' | 'withdraw' | 'addToProgram';
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
  const act = (action: ClientAction) => () => onAct(action, client);
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
        <ActionItem
          icon={<IconMail size={16} />}
          label={t('action.invite')}
          possibility={client.canInvite}
          onAct={act('invite')}
        />
        <ActionItem
          icon={<IconMailForward size={16} />}
          label={t('action.inviteNow')}
          possibility={client.canInvite}
          onAct={act('inviteNow')}
        />
        <ActionItem
          icon={<IconBell size={16} />}
          label={t('action.remind')}
          possibility={client.canRemind}
          onAct={act('remind')}
        />
        <ActionItem
          icon={<IconRefresh size={16} />}
          label={t('action.resend')}
          possibility={client.canResend}
          onAct={act('resend')}
        />
        <ActionItem
          icon={<IconFolderPlus size={16} />}
          label={t('action.addToProgram')}
          possibility={{ allowed: true }}
          onAct={act('addToProgram')}
        />
        <Menu.Divider />
        <ActionItem
          icon={<IconArrowBackUp size={16} />}
          label={t('action.withdraw')}
          possibility={client.canWithdraw}
          danger
          onAct={act('withdraw')}
        />
      </Menu.Dropdown>
    </Menu>
  );
}
