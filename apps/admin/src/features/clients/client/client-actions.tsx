import { Button, Group, Text } from '@mantine/core';
import { IconBell, IconMail, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClientRowFragment } from '../../../gql/graphql';
import { useReason } from '../../../page/failure/use-reason';
import { usePageParams } from '../../../page/use-page-params';
import { type ClientRight, useClientRights } from '../client-rights';
import { ClientRowMenu } from '../list/client-row-menu';
import { useClientActs } from '../use-client-acts';
import classes from './client-actions.module.css';
import { type SensibleAction, sensibleAction } from './sensible-action';

const rightFor: Record<SensibleAction, ClientRight> = {
  addAddress: 'update',
  invite: 'invite',
  remind: 'remind',
  resend: 'resend',
};

interface ClientActionsProps {
  client: ClientRowFragment;
  who: string;
}

/** The one sensible action as a button, everything else in the menu. */
export function ClientActions({ client, who }: ClientActionsProps) {
  const { t } = useTranslation('clients');
  const [, setParams] = usePageParams();
  const { act, busy } = useClientActs();
  const rights = useClientRights();
  const wish = sensibleAction(client);
  // What the viewer may not do is no help; why they cannot invite is said below.
  const action = wish && rights.on(rightFor[wish], client)?.allowed ? wish : undefined;
  const editAddress = () => setParams({ edit: 'email' }, { replace: true });
  const buttons = {
    addAddress: { label: t('addAddress'), icon: IconPencil, run: editAddress },
    invite: { label: t('sendInvite'), icon: IconMail, run: () => act('invite', client) },
    remind: { label: t('action.remind'), icon: IconBell, run: () => act('remind', client) },
    resend: { label: t('action.resend'), icon: IconRefresh, run: () => act('resend', client) },
  };
  const button = action && buttons[action];
  return (
    <Group gap="xs" className={classes.actions ?? ''}>
      {action !== 'invite' && action !== 'remind' && action !== 'resend' && <WhyNotInvite client={client} />}
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

/** The button that is not to be pressed, with what stands in the way. */
function WhyNotInvite({ client }: { client: ClientRowFragment }) {
  const { t } = useTranslation('clients');
  const reasonText = useReason();
  const possibility = useClientRights().on('invite', client, client.canInvite) ?? {
    allowed: false,
    code: 'MAY_NOT_INVITE',
    reason: t('mayNotInvite'),
  };
  if (possibility.allowed) return null;
  const reason = reasonText(possibility);
  return (
    <>
      <Text size="sm" c="dimmed" id="why-not-invite" className={classes.whyNot ?? ''}>
        {reason}
      </Text>
      {/* Still reached by key, since a button that is skipped cannot tell its reason. */}
      <Button
        variant="default"
        leftSection={<IconMail size={16} aria-hidden="true" />}
        aria-disabled
        data-disabled
        aria-describedby="why-not-invite"
        onClick={(event) => event.preventDefault()}
      >
        {t('sendInvite')}
      </Button>
    </>
  );
}
