import { useMutation } from '@apollo/client/react';
import { Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { fullName } from '../../page/person-name';
import { useOrganization } from '../organizations/viewer';
import { type AnswerDialogProps, useAnswerOutcome } from './answer';
import { declineRegistrationsMutation } from './registrations.graphql';

const longestReason = 500;

export function DeclineDialog({ registrations, onClose, onAnswered }: AnswerDialogProps) {
  const { t } = useTranslation('registrations');
  const { form, submit } = useDecline(registrations, onAnswered);
  const { register, formState, watch } = form;
  const noReason = watch('reason').trim() === '';
  const one = registrations.length === 1 ? registrations[0] : undefined;
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
            description={noReason ? t('decline.mailNeedsReason') : undefined}
            disabled={noReason}
          />
          <FormButtons busy={formState.isSubmitting} danger onCancel={onClose}>
            {t('decline.confirm')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}

function useDecline(registrations: AnswerDialogProps['registrations'], onAnswered: () => void) {
  const { id: organizationId } = useOrganization();
  const failed = useMutationFailure();
  const told = useAnswerOutcome();
  const reasonText = useReason();
  const [decline] = useMutation(declineRegistrationsMutation, { refetchQueries: 'active' });
  const form = useForm({ defaultValues: { reason: '', mailReason: false } });

  const submit = form.handleSubmit(async (values) => {
    const ids = registrations.map(({ id }) => id);
    const reason = values.reason.trim();
    const mailReason = values.mailReason && reason !== '';
    try {
      const { data } = await decline({
        variables: { input: { organizationId, ids, reason: reason || null, mailReason } },
      });
      const refusal = data?.declineRegistrations.errors[0];
      if (refusal) {
        form.setError('reason', { message: reasonText(refusal) }, { shouldFocus: true });
        return;
      }
      told('decline', data?.declineRegistrations.rows ?? []);
      onAnswered();
    } catch (error) {
      failed(error);
    }
  });

  return { form, submit };
}
