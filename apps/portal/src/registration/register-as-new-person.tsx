import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { PageTitle } from '../frame/page-title';
import { PasswordField } from '../frame/password-field';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { errorsAt, useProblemText } from '../frame/user-errors';
import { FixedAddress } from '../invitation/accept-as-new-person';
import { paths } from '../paths';
import { usePasswordRules } from '../sign-in/password-rules';
import { useCompleteRegistration } from './complete-registration';
import { RegistrationLead, registrationLeadId } from './registration-lead';
import type { RegistrationStepProps } from './registration-page';

interface NewPersonForm {
  firstName: string;
  lastName: string;
  password: string;
}

/** Kept in the history entry, so that Back and a reload lose no answer; never the password. */
interface AnsweredName {
  firstName: string;
  lastName: string;
}

function answeredName(state: unknown): AnsweredName | null {
  const name = (state as { name?: AnsweredName } | null)?.name;
  return name ? { firstName: String(name.firstName), lastName: String(name.lastName) } : null;
}

/** Two questions, one after the other: what is your name, and which password? */
export function RegisterAsNewPerson(step: RegistrationStepProps) {
  const answered = answeredName(useLocation().state);
  const form = useForm<NewPersonForm>({
    defaultValues: {
      firstName: answered?.firstName ?? '',
      lastName: answered?.lastName ?? '',
      password: '',
    },
  });
  return (
    <>
      <RegistrationLead preview={step.preview} />
      {answered ? <ChoosePassword {...step} form={form} /> : <AskName form={form} />}
    </>
  );
}

type FormProps = { form: UseFormReturn<NewPersonForm> };

function AskName({ form }: FormProps) {
  const { t } = useTranslation('registration');
  const navigate = useNavigate();
  const submission = useSubmission();
  const { errors } = form.formState;
  // Whoever is sent back from the next step because the API refused the name lands on the field.
  useEffect(() => {
    const refused = (['firstName', 'lastName'] as const).find((field) => form.getFieldState(field).error);
    if (refused) form.setFocus(refused);
  }, [form]);

  const submit = () =>
    submission.submit(async () => {
      if (!(await form.trigger(['firstName', 'lastName'], { shouldFocus: true }))) return null;
      const { firstName, lastName } = form.getValues();
      await navigate(paths.registration, { state: { name: { firstName, lastName } } });
      return null;
    });
  const rules = (missing: string) => ({
    maxLength: { value: 100, message: t('name.tooLong') },
    validate: (value: string) => value.trim() !== '' || missing,
  });

  return (
    <>
      <PageTitle key="name" describedBy={registrationLeadId}>
        {t('name.title')}
      </PageTitle>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <TextInput
            size="md"
            label={t('name.first')}
            autoComplete="given-name"
            error={errors.firstName?.message}
            {...form.register('firstName', rules(t('name.firstMissing')))}
          />
          <TextInput
            size="md"
            label={t('name.last')}
            autoComplete="family-name"
            error={errors.lastName?.message}
            {...form.register('lastName', rules(t('name.lastMissing')))}
          />
        </Stack>
        <SubmitButton submission={submission}>{t('name.next')}</SubmitButton>
      </form>
    </>
  );
}

function ChoosePassword({ form, ...step }: RegistrationStepProps & FormProps) {
  const { t } = useTranslation('registration');
  const { t: tSignIn } = useTranslation('signIn');
  const rules = usePasswordRules();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const submission = useSubmission();
  const completeRegistration = useCompleteRegistration(step);

  const submit = () =>
    submission.submit(async () => {
      if (!(await form.trigger('password', { shouldFocus: true }))) return null;
      const { firstName, lastName, password } = form.getValues();
      return completeRegistration(
        { firstName: firstName.trim(), lastName: lastName.trim(), password },
        (errors) => {
          const shown = errorsAt(errors, ['firstName', 'lastName', 'password']);
          for (const { field, code } of shown) form.setError(field, { message: problemText(code) });
          const first = shown[0]?.field;
          if (first === 'password') form.setFocus('password');
          else if (first) void navigate(paths.registration, { state: null });
          return first !== undefined;
        },
      );
    });

  return (
    <>
      <PageTitle key="password">{t('password.title')}</PageTitle>
      <Text mb="md">{t('password.text')}</Text>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <FixedAddress email={step.preview.email} />
          <PasswordField
            label={t('password.label')}
            description={tSignIn('rules.text')}
            autoComplete="new-password"
            error={form.formState.errors.password?.message}
            {...form.register('password', rules)}
          />
        </Stack>
        <SubmitButton submission={submission}>
          {step.preview.registrationMode === 'OPEN' ? t('password.submitOpen') : t('password.submitApproval')}
        </SubmitButton>
      </form>
      <Text mt="md">
        <Anchor component={Link} to={paths.registration} state={null} underline="always">
          {t('password.back')}
        </Anchor>
      </Text>
    </>
  );
}
