import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { PageTitle } from '../frame/page-title';
import { PasswordField } from '../frame/password-field';
import { type Failure, useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { errorsAt, type UserError, useProblemText } from '../frame/user-errors';
import { usePasswordRules } from '../sign-in/password-rules';
import { FixedAddress } from './fixed-address';

export interface NewPerson {
  firstName: string;
  lastName: string;
  password: string;
}

interface NewPersonFormProps {
  /** Who offers what, above both questions, and the id of its element. */
  lead: ReactNode;
  leadId: string;
  /** The page that both questions stand on. */
  path: string;
  email: string | null;
  /** As others wrote it. */
  proposed?: { firstName: string | null; lastName: string | null };
  submitLabel: string;
  /** `showErrors` puts what is refused at its fields and says whether it could. */
  onSubmit: (person: NewPerson, showErrors: (errors: UserError[]) => boolean) => Promise<Failure | null>;
}

/** Kept in the history entry, so that Back and a reload lose no answer; never the password. */
type AnsweredName = Pick<NewPerson, 'firstName' | 'lastName'>;

function answeredName(state: unknown): AnsweredName | null {
  const name = (state as { name?: AnsweredName } | null)?.name;
  return name ? { firstName: String(name.firstName), lastName: String(name.lastName) } : null;
}

/** Two questions, one after the other: what is your name, and which password? */
export function NewPersonForm(props: NewPersonFormProps) {
  const answered = answeredName(useLocation().state);
  const form = useForm<NewPerson>({
    defaultValues: {
      firstName: answered?.firstName ?? props.proposed?.firstName ?? '',
      lastName: answered?.lastName ?? props.proposed?.lastName ?? '',
      password: '',
    },
  });
  return (
    <>
      {props.lead}
      {answered ? <ChoosePassword {...props} form={form} /> : <AskName {...props} form={form} />}
    </>
  );
}

type StepProps = NewPersonFormProps & { form: UseFormReturn<NewPerson> };

function AskName({ form, leadId, path }: StepProps) {
  const { t } = useTranslation('newPerson');
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
      await navigate(path, { state: { name: { firstName, lastName } } });
      return null;
    });
  const rules = (missing: string) => ({
    maxLength: { value: 100, message: t('name.tooLong') },
    // What the API calls a name; told here, and not after the password has been chosen.
    validate: (value: string) => /[\p{L}\p{N}]/u.test(value) || missing,
  });

  return (
    <>
      <PageTitle key="name" describedBy={leadId}>
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
            dir="auto"
            error={errors.firstName?.message}
            {...form.register('firstName', rules(t('name.firstMissing')))}
          />
          <TextInput
            size="md"
            label={t('name.last')}
            autoComplete="family-name"
            dir="auto"
            error={errors.lastName?.message}
            {...form.register('lastName', rules(t('name.lastMissing')))}
          />
        </Stack>
        <SubmitButton submission={submission}>{t('name.next')}</SubmitButton>
      </form>
    </>
  );
}

function ChoosePassword({ form, path, email, submitLabel, onSubmit }: StepProps) {
  const { t } = useTranslation('newPerson');
  const { t: tSignIn } = useTranslation('signIn');
  const rules = usePasswordRules();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const submission = useSubmission();

  const submit = () =>
    submission.submit(async () => {
      if (!(await form.trigger('password', { shouldFocus: true }))) return null;
      const { firstName, lastName, password } = form.getValues();
      const person = { firstName: firstName.trim(), lastName: lastName.trim(), password };
      return onSubmit(person, (errors) => {
        const shown = errorsAt(errors, ['firstName', 'lastName', 'password']);
        for (const { field, code } of shown) form.setError(field, { message: problemText(code) });
        const first = shown[0]?.field;
        if (first === 'password') form.setFocus('password');
        else if (first) void navigate(path, { state: null });
        return first !== undefined;
      });
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
          <FixedAddress email={email} />
          <PasswordField
            label={t('password.label')}
            description={tSignIn('rules.text')}
            autoComplete="new-password"
            error={form.formState.errors.password?.message}
            {...form.register('password', rules)}
          />
        </Stack>
        <SubmitButton submission={submission}>{submitLabel}</SubmitButton>
      </form>
      <Text mt="md">
        <Anchor component={Link} to={path} state={null} underline="always">
          {t('password.back')}
        </Anchor>
      </Text>
    </>
  );
}
