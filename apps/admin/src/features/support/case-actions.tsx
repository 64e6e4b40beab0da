import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBell, IconRefresh } from '@tabler/icons-react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SupportDetailsFragment } from '../../gql/graphql';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { usePageParams } from '../../page/use-page-params';
import { ReasonField } from './reason-field';
import { supportRemindMutation, supportResendMutation } from './support.graphql';

const acts = {
  remind: { icon: IconBell, can: 'canRemind', done: 'act.reminded' },
  resend: { icon: IconRefresh, can: 'canResend', done: 'act.resent' },
} as const;
type Act = keyof typeof acts;

/** The one that helps, where one does: a mailbox that does not exist is not helped by another mail. */
const helps: Record<string, Act> = {
  EXPIRED: 'resend',
  RENEWAL_REQUESTED: 'resend',
  MAIL_FAILED: 'resend',
  NOT_OPENED: 'remind',
  DELIVERY_UNKNOWN: 'remind',
  OLD_LINK: 'remind',
};

interface CaseActionsProps {
  found: SupportDetailsFragment;
  who: string;
  reason: string;
}

/** Remind or resend; what is not possible stays where it is and says why. */
export function CaseActions({ found, who, reason }: CaseActionsProps) {
  const { t } = useTranslation('support');
  const reasonText = useReason();
  const [params, setParams] = usePageParams();
  const asked = params.get('act');
  const open = asked === 'remind' || asked === 'resend' ? asked : null;
  const close = () => setParams({}, { replace: true });
  const refusals = (['remind', 'resend'] as const)
    .map((act) => found[acts[act].can])
    .filter(({ allowed }) => !allowed)
    .map(reasonText);
  return (
    <Stack gap={4} align="flex-end" maw={360}>
      <Group gap="xs">
        {(['remind', 'resend'] as const).map((act) => {
          const { icon: Icon, can } = acts[act];
          const { allowed } = found[can];
          return (
            <Button
              key={act}
              variant={act === helps[found.finding.code] ? 'filled' : 'default'}
              leftSection={<Icon size={16} aria-hidden="true" />}
              // Reached by key all the same: what is skipped cannot tell its reason.
              data-disabled={!allowed || undefined}
              aria-disabled={!allowed || undefined}
              {...(!allowed && { 'aria-describedby': 'case-why-not' })}
              onClick={() => allowed && setParams({ act })}
            >
              {t(`act.${act}`)}
            </Button>
          );
        })}
      </Group>
      <Text size="xs" c="dimmed" ta="right" id="case-why-not">
        {[...new Set(refusals)].join(' ')}
      </Text>
      {open && found[acts[open].can].allowed && (
        <ActDialog act={open} found={found} who={who} reason={reason} onClose={close} />
      )}
    </Stack>
  );
}

function ActDialog({
  act,
  found,
  who,
  reason,
  onClose,
}: CaseActionsProps & { act: Act; onClose: () => void }) {
  const { t } = useTranslation('support');
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [remind] = useMutation(supportRemindMutation);
  const [resend] = useMutation(supportResendMutation);
  const { control, handleSubmit, setError, formState } = useForm({ defaultValues: { reason } });

  const submit = handleSubmit(async (form) => {
    const variables = { input: { invitationId: found.id, reason: form.reason.trim() } };
    try {
      const { data } = await (act === 'remind' ? remind({ variables }) : resend({ variables }));
      const refusal = data?.payload.errors[0];
      if (refusal) {
        const message = reasonText(refusal);
        setError('reason', { message }, { shouldFocus: true });
        return;
      }
      notifications.show({
        color: 'green',
        message: t(`${acts[act].done}`, { email: found.email }),
      });
      onClose();
    } catch (error) {
      failed(error);
    }
  });

  return (
    <Dialog opened onClose={onClose} title={t(`act.${act}Title`, { who })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t(`act.${act}Text`, { email: found.email })}
          </Text>
          <ReasonField control={control} about="send" />
          <FormButtons busy={formState.isSubmitting} autoFocus onCancel={onClose}>
            {t(`act.${act}Confirm`)}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
