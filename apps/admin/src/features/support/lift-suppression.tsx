import { useMutation } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconMailCheck, IconMailOff } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import type { ActionPossibility } from '../../page/action-item';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useGroundlessDialog } from '../../page/dialog/use-groundless-dialog';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { usePageParams } from '../../page/use-page-params';
import { ReasonField } from './reason-field';

const liftSuppressionMutation = graphql(`
  mutation LiftSuppression($input: LiftSuppressionInput!) {
    liftSuppression(input: $input) {
      client {
        id
        canInvite {
          ...ActionPossibility
        }
      }
      staffMember {
        id
        canInvite {
          ...ActionPossibility
        }
      }
      errors {
        ...Refusal
      }
    }
  }
`);

type Unwilling = { clientId: string } | { staffMemberId: string };

interface SuppressionNoticeProps {
  who: Unwilling;
  canInvite: ActionPossibility;
  mayInvite: boolean;
  /** Leads on to the invitation, once they may have one again. */
  onInvite: () => void;
}

/**
 * Of somebody whose address asked not to be invited: what that means, and the way back when they ask for it. Once it is
 * taken back, the invitation that this was about is offered in its place.
 */
export function SuppressionNotice({ who, canInvite, mayInvite, onInvite }: SuppressionNoticeProps) {
  const { t } = useTranslation('support');
  const [params, setParams] = usePageParams();
  const [lifted, setLifted] = useState(false);
  const close = useCallback(() => setParams({}, { replace: true }), [setParams]);
  const suppressed = canInvite.code === 'SUPPRESSED';
  const asked = params.get('lift') === 'suppression';
  useGroundlessDialog(asked && !suppressed, close);
  if (!suppressed && !(lifted && canInvite.allowed)) return null;
  return (
    <Alert
      color="gray"
      variant="light"
      mb="lg"
      icon={suppressed ? <IconMailOff aria-hidden="true" /> : <IconMailCheck aria-hidden="true" />}
      title={t(suppressed ? 'suppressed.title' : 'suppressed.lifted')}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(suppressed ? 'suppressed.text' : 'suppressed.liftedText')}</Text>
        {suppressed && mayInvite && (
          <Button size="xs" variant="default" onClick={() => setParams({ lift: 'suppression' })}>
            {t('suppressed.lift')}
          </Button>
        )}
        {!suppressed && (
          // What took it back is gone with its focus; this is what it was done for.
          <Button size="xs" autoFocus onClick={onInvite}>
            {t('suppressed.invite')}
          </Button>
        )}
      </Stack>
      {suppressed && asked && <LiftDialog who={who} onLifted={() => setLifted(true)} onClose={close} />}
    </Alert>
  );
}

interface LiftDialogProps {
  who: Unwilling;
  onLifted: () => void;
  onClose: () => void;
}

function LiftDialog({ who, onLifted, onClose }: LiftDialogProps) {
  const { t } = useTranslation('support');
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [lift] = useMutation(liftSuppressionMutation);
  const { control, handleSubmit, setError, formState } = useForm({ defaultValues: { reason: '' } });

  const submit = handleSubmit(async ({ reason }) => {
    try {
      const { data } = await lift({ variables: { input: { ...who, reason: reason.trim() } } });
      const refusal = data?.liftSuppression.errors[0];
      if (refusal) {
        const asked = refusal.code === 'NOT_POSSIBLE';
        const message = asked ? t('suppressed.everybody') : reasonText(refusal);
        setError('reason', { message }, { shouldFocus: true });
        return;
      }
      onLifted();
    } catch (error) {
      failed(error);
    }
  });

  return (
    <Dialog opened onClose={onClose} title={t('suppressed.title')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Text size="sm">{t('suppressed.only')}</Text>
          <ReasonField control={control} about="lift" />
          <FormButtons busy={formState.isSubmitting} onCancel={onClose}>
            {t('suppressed.confirm')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
