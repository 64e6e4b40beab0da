import { Button, Group } from '@mantine/core';
import { IconBell, IconMail, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { ClientRowFragment } from '../../gql/graphql';
import { ClientRowMenu } from './client-row-menu';
import { sensibleAction } from './sensible-action';
import { useClientActs } from './use-client-acts';

interface ClientActionsProps {
  client: ClientRowFragment;
  who: string;
}

/** The one sensible action as a button, everything else in the menu. */
export function ClientActions({ client, who }: ClientActionsProps) {
  const { t } = useTranslation('clients');
  const [, setParams] = useSearchParams();
  const { act, busy } = useClientActs();
  const action = sensibleAction(client);
  const editAddress = () => setParams({ edit: 'email' }, { replace: true });
  const buttons = {
    addAddress: { label: t('addAddress'), icon: IconPencil, run: editAddress },
    invite: { label: t('sendInvite'), icon: IconMail, run: () => act('invite', client) },
    remind: { label: t('action.remind'), icon: IconBell, run: () => act('remind', client) },
    resend: { label: t('action.resend'), icon: IconRefresh, run: () => act('resend', client) },
  };
  const button = action && buttons[action];
  return (
    <Group gap="xs" wrap="nowrap">
      {button && (
        <Button
          leftSection={<button.icon size={16} aria-hidden="true" />}
          onClick={button.run}
          loading={busy}
        >
          {button.label}
        </Button>
      )}
      <ClientRowMenu client={client} who={who} onAct={act} withOpen={false} />
    </Group>
  );
}
