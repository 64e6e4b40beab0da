import { Anchor, Stack, Text } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PasswordField } from '../frame/password-field';
import { type Failure, useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { FixedAddress } from '../new-person/fixed-address';
import { paths } from '../paths';
import { signIn } from './auth-requests';
import type { Detour } from './detour';

interface KnownUserFormProps {
  email: string;
  label: string;
  submit: string;
  /** What they came for, as soon as they are signed in. */
  onSignedIn: () => Promise<Failure | null>;
  /** Nobody knows yet whether the mailbox is theirs. */
  onUnproven?: () => Promise<unknown>;
  forgot: { label: string; state?: Detour };
}

/** Of the address there is a user already: signing in and what they came for are one act. */
export function KnownUserForm(props: KnownUserFormProps) {
  const { email, label, submit, onSignedIn, onUnproven, forgot } = props;
  const { t } = useTranslation('signIn');
  const submission = useSubmission();
  const form = useForm({ defaultValues: { password: '' } });
  const send = form.handleSubmit(({ password }) =>
    submission.submit(async () => {
      const answer = await signIn(email, password);
      if (answer.ok) return onSignedIn();
      if ('failure' in answer) return answer.failure;
      if (answer.refusal === 'unproven-mailbox') await onUnproven?.();
      form.setError('password', { message: t('signIn.wrongPassword') }, { shouldFocus: true });
      return null;
    }),
  );
  return (
    <>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <FixedAddress email={email} />
          <PasswordField
            label={label}
            autoComplete="current-password"
            error={form.formState.errors.password?.message}
            {...form.register('password', { required: t('signIn.passwordMissing') })}
          />
        </Stack>
        <SubmitButton submission={submission}>{submit}</SubmitButton>
      </form>
      <Text mt="md">
        <Anchor
          component={Link}
          to={paths.forgotPassword}
          state={{ ...forgot.state, email } satisfies Detour}
          underline="always"
        >
          {forgot.label}
        </Anchor>
      </Text>
    </>
  );
}
