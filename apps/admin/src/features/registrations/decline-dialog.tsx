import { useMutation } from '@apollo/client/react';
import { Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { fullName } from '../../page/person-name';
import { useReason } from '../../page/use-reason';
import { useOrganization } from '../organizations/viewer';
import { type AnswerDialogProps, useAnswerOutcome } from './answer';
import { declineRegistrationsMutation } from './registrations.graphql';

const longestReason = 500;

export function DeclineDialog({ registrations, onClose, onAnswered }: AnswerDialogProps) {
  const { t } = useTranslation('registrations');
  const { id: organizationId } = useOrganization();
  const failed = useMutationFailure();
  const told = useAnswerOutcome();
  const reasonText = useReason();
  const [decline] = useMutation(declineRegistrationsMutation, { refetchQueries: 'active' });
  const { register, handleSubmit, formState, setError, watch } = useForm({
    defaultValues: { reason: '', mailReason: false },
  });
  const reason = watch('reason').trim();
  const one = registrations.length === 1 ? registrations[0] : undefined;

  const submit = handleSubmit(async ({ mailReason }) => {
    try {
      const { data } = await decline({
        variables: {
          input: {
            organizationId,
            ids: registrations.map(({ id }) => id),
            reason: reason || null,
            mailReason: mailReason && reason !== '',
          },
        },
      });
      const refusal = data?.declineRegistrations.errors[0];
      if (refusal) {
        setError('reason', { message: reasonText(refusal) }, { shouldFocus: true });
        return;
      }
      told('decline', data?.declineRegistrations.rows ?? []);
      onAnswered();
    } catch (error) {
      failed(error);
    }
  });

  const title = one
    ? t('decline.titleOne', { name: fullName(one) ?? one.email })
    : t('decline.title', { count: registrations.length });
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Text size="sm">{t('decline.text')}</Text>
          <Textarea
            {...register('reason', {
              maxLength: { value: longestReason, message: t('decline.tooLong') },
            })}
            label={t('decline.reason')}
            description={t('decline.reasonHint')}
            autosize
            minRows={2}
            maxRows={6}
            error={formState.errors.reason?.message}
            data-autofocus
          />
          <Checkbox
            {...register('mailReason')}
            label={t('decline.mail')}
            description={reason === '' ? t('decline.mailNeedsReason') : undefined}
            disabled={reason === ''}
          />
          <FormButtons busy={formState.isSubmitting} danger onCancel={onClose}>
            {t('decline.confirm')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
