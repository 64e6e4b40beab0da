import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Control, Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageTitle } from '../frame/page-title';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { errorsAt } from '../frame/user-errors';
import type { OptOut } from '../gql/graphql';
import { paths } from '../paths';
import { ReportWrongRecipientMutation } from './invitation.graphql';
import type { StepProps } from './invitation-step';

type Told = 'not-yet' | 'not-open' | Reach;
type Reach = 'this' | OptOut;

const LETTERS = 3;
const reaches: Reach[] = ['this', 'ORGANIZATION', 'EVERYBODY'];

interface Answers {
  confirmation: string;
  reach: Reach;
}

/**
 * "This isn't me": stops the invitation and, for whoever wants, any further one. The first letters of the address are typed,
 * since what scans mail presses buttons too.
 */
export function WrongRecipient({ token, preview }: StepProps) {
  const { t } = useTranslation('invitation');
  const organization = preview.organization?.name ?? t('anOrganization');
  const [told, setTold] = useState<Told>('not-yet');
  if (told !== 'not-yet' && told !== 'not-open') {
    return (
      <>
        <PageTitle key="done">{t('wrongRecipient.doneTitle')}</PageTitle>
        <Text>{t(`wrongRecipient.done.${told}`, { organization })}</Text>
      </>
    );
  }
  return (
    <>
      <PageTitle key="ask">{t('wrongRecipient.title')}</PageTitle>
      <Text>{t('wrongRecipient.text', { organization })}</Text>
      {told === 'not-open' && (
        <Alert color="red" variant="light" mt="md">
          {t('wrongRecipient.notDone')}
        </Alert>
      )}
      <StopForm token={token} organization={organization} onTold={setTold} />
      <Text mt="md">
        <Anchor component={Link} to={paths.invitation} underline="always">
          {t('wrongRecipient.back')}
        </Anchor>
      </Text>
    </>
  );
}

interface StopFormProps {
  token: string;
  organization: string;
  onTold: (told: Told) => void;
}

function StopForm({ token, organization, onTold }: StopFormProps) {
  const { t } = useTranslation('invitation');
  const [report] = useMutation(ReportWrongRecipientMutation, { fetchPolicy: 'no-cache' });
  const submission = useSubmission();
  const { register, control, handleSubmit, formState, setError } = useForm<Answers>({
    defaultValues: { confirmation: '', reach: 'this' },
  });

  const stop = handleSubmit(({ confirmation, reach }) =>
    submission.submit(async () => {
      const optOut = reach === 'this' ? null : reach;
      const { data } = await report({ variables: { input: { token, confirmation, optOut } } });
      const answer = data?.reportWrongRecipient;
      if (errorsAt(answer?.errors ?? [], ['confirmation']).length > 0)
        setError('confirmation', { message: t('wrongRecipient.wrongLetters') }, { shouldFocus: true });
      else onTold(answer?.stopped ? reach : 'not-open');
      return null;
    }),
  );

  return (
    <form onSubmit={stop} noValidate>
      <Stack gap="md" mt="md">
        <TextInput
          size="md"
          label={t('wrongRecipient.letters')}
          description={t('wrongRecipient.whyLetters')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={formState.errors.confirmation?.message}
          {...register('confirmation', {
            validate: (typed) => typed.trim().length >= LETTERS || t('wrongRecipient.wrongLetters'),
          })}
        />
        <ReachChoice control={control} organization={organization} />
      </Stack>
      <SubmitButton submission={submission}>{t('wrongRecipient.stop')}</SubmitButton>
    </form>
  );
}

function ReachChoice({ control, organization }: { control: Control<Answers>; organization: string }) {
  const { t } = useTranslation('invitation');
  return (
    <Controller
      control={control}
      name="reach"
      render={({ field }) => (
        <Radio.Group {...field} size="md" label={t('wrongRecipient.reach')}>
          <Stack gap="xs" mt="xs">
            {reaches.map((reach) => (
              <Radio
                key={reach}
                value={reach}
                label={t(`wrongRecipient.reaches.${reach}`, { organization })}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
    />
  );
}
