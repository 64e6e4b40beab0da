import { useMutation } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMailOff } from '@tabler/icons-react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import { Dialog } from '../../page/dialog';
import { FormButtons } from '../../page/form-buttons';
import { useMutationFailure } from '../../page/use-mutation-failure';
import { usePageParams } from '../../page/use-page-params';
import { useReason } from '../../page/use-reason';
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

/** Of somebody whose address asked not to be invited: what that means, and the way back when they ask for it. */
export function SuppressionNotice({ who, mayInvite }: { who: Unwilling; mayInvite: boolean }) {
  const { t } = useTranslation('support');
  const [params, setParams] = usePageParams();
  return (
    <Alert
      color="gray"
      variant="light"
      mb="lg"
      icon={<IconMailOff aria-hidden="true" />}
      title={t('suppressed.title')}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('suppressed.text')}</Text>
        {mayInvite && (
          <Button size="xs" variant="default" onClick={() => setParams({ lift: 'suppression' })}>
            {t('suppressed.lift')}
          </Button>
        )}
      </Stack>
      {params.get('lift') === 'suppression' && (
        <LiftDialog who={who} onClose={() => setParams({}, { replace: true })} />
      )}
    </Alert>
  );
}

function LiftDialog({ who, onClose }: { who: Unwilling; onClose: () => void }) {
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
      notifications.show({ color: 'green', message: t('suppressed.lifted') });
      onClose();
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
