import { useMutation } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../frame/page-title';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { errorsAt } from '../frame/user-errors';
import { suppressionToken } from '../mailed-secrets';
import { EmailField, useEmailRules } from '../sign-in/email-field';
import { ResumeMailsMutation } from './invitation.graphql';

/** Takes back that nobody may invite this address: by the mailed link, and by typing the address. */
export function MailAgainPage() {
  const { t } = useTranslation('invitation');
  const token = useSyncExternalStore(suppressionToken.subscribe, suppressionToken.current);
  const [state, setState] = useState<'ask' | 'done' | 'dead'>(token ? 'ask' : 'dead');
  const [resume] = useMutation(ResumeMailsMutation, { fetchPolicy: 'no-cache' });
  const submission = useSubmission();
  const emailRules = useEmailRules();
  const { register, handleSubmit, formState, setError } = useForm({ defaultValues: { email: '' } });

  const submit = handleSubmit(({ email }) =>
    submission.submit(async () => {
      const { data } = await resume({ variables: { input: { token: token ?? '', email: email.trim() } } });
      const answer = data?.resumeMails;
      if (answer?.resumed) setState('done');
      else if (errorsAt(answer?.errors ?? [], ['email']).length > 0)
        setError('email', { message: t('mailAgain.otherAddress') }, { shouldFocus: true });
      else setState('dead');
      return null;
    }),
  );

  if (state === 'done')
    return (
      <>
        <PageTitle key="done">{t('mailAgain.doneTitle')}</PageTitle>
        <Text>{t('mailAgain.done')}</Text>
      </>
    );
  if (state === 'dead')
    return (
      <>
        <PageTitle key="dead">{t('mailAgain.deadTitle')}</PageTitle>
        <Text>{t('mailAgain.dead')}</Text>
      </>
    );
  return (
    <>
      <PageTitle key="ask">{t('mailAgain.title')}</PageTitle>
      <Text mb="md">{t('mailAgain.text')}</Text>
      <form onSubmit={submit} noValidate>
        <EmailField
          label={t('mailAgain.email')}
          autoComplete="email"
          error={formState.errors.email?.message}
          {...register('email', emailRules)}
        />
        <SubmitButton submission={submission}>{t('mailAgain.submit')}</SubmitButton>
      </form>
    </>
  );
}
