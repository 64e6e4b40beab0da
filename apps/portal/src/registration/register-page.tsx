import { useMutation, useQuery } from '@apollo/client/react';
import { Anchor, List, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Trans, useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Contact } from '../frame/contact';
import { Loading } from '../frame/loading';
import { NotFoundPage } from '../frame/not-found-page';
import { NotLoaded } from '../frame/not-loaded';
import { useShowOrganization } from '../frame/organization-face';
import { PageTitle } from '../frame/page-title';
import { useSubmission } from '../frame/submission';
import { SubmitButton } from '../frame/submit-button';
import { errorsAt } from '../frame/user-errors';
import type { PortalOrganizationPageQuery } from '../gql/graphql';
import { paths } from '../paths';
import { EmailField, useEmailRules } from '../sign-in/email-field';
import { OrganizationPageQuery, RequestRegistrationMutation } from './registration.graphql';

type Page = NonNullable<PortalOrganizationPageQuery['publicOrganization']>;

/** An organization's page for people who want to become its client. */
export function RegisterPage() {
  const { slug = '' } = useParams();
  const { data, error, refetch } = useQuery(OrganizationPageQuery, {
    variables: { slug },
    fetchPolicy: 'network-only',
  });
  const page = data?.publicOrganization;
  useShowOrganization(page?.organization ?? null);
  if (page)
    return (
      <>
        {page.registrationMode === 'INVITATION_ONLY' ? (
          <ByInvitation page={page} />
        ) : (
          <Register page={page} lookAgain={() => void refetch()} />
        )}
        <Contact />
      </>
    );
  if (data) return <NotFoundPage />;
  return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Loading />;
}

function ByInvitation({ page }: { page: Page }) {
  const { t } = useTranslation('registration');
  return (
    <>
      <PageTitle>{t('byInvitation.title', { organization: page.organization.name })}</PageTitle>
      <About page={page} />
      <Text>{t('byInvitation.text')}</Text>
      <ToSignIn />
    </>
  );
}

function Register({ page, lookAgain }: { page: Page; lookAgain: () => void }) {
  const { t } = useTranslation('registration');
  const { t: tSignIn } = useTranslation('signIn');
  const submission = useSubmission();
  const emailRules = useEmailRules();
  const [request] = useMutation(RequestRegistrationMutation, { fetchPolicy: 'no-cache' });
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ defaultValues: { email: '' } });
  const { name, slug } = page.organization;

  const submit = form.handleSubmit(({ email }) =>
    submission.submit(async () => {
      const { data } = await request({ variables: { input: { slug, email: email.trim() } } });
      const result = data?.requestRegistration;
      if (result?.requested) {
        setSentTo(email.trim());
        return null;
      }
      if (errorsAt(result?.errors ?? [], ['email']).length > 0) {
        form.setError('email', { message: tSignIn('signIn.emailInvalid') }, { shouldFocus: true });
        return null;
      }
      // Closed meanwhile: the page then says so.
      lookAgain();
      return null;
    }),
  );

  if (sentTo) return <Sent email={sentTo} again={() => setSentTo(null)} />;
  return (
    <>
      <PageTitle key="ask">{t('page.title', { organization: name })}</PageTitle>
      <About page={page} />
      <Text mb="md">
        {page.registrationMode === 'OPEN' ? t('page.howOpen') : t('page.howApproval', { organization: name })}
      </Text>
      <form onSubmit={submit} noValidate>
        <EmailField
          label={t('page.email')}
          autoComplete="email"
          error={form.formState.errors.email?.message}
          {...form.register('email', emailRules)}
        />
        <SubmitButton submission={submission}>{t('page.submit')}</SubmitButton>
      </form>
      <ToSignIn />
    </>
  );
}

/** The same whatever the address is to the organization. */
function Sent({ email, again }: { email: string; again: () => void }) {
  const { t } = useTranslation('registration');
  return (
    <>
      <PageTitle key="sent">{t('sent.title')}</PageTitle>
      <Text>
        <Trans t={t} i18nKey="sent.text" values={{ email }} components={{ b: <strong /> }} />
      </Text>
      <Text mt="md">
        <Anchor component="button" type="button" underline="always" onClick={again}>
          {t('sent.again')}
        </Anchor>
      </Text>
    </>
  );
}

function About({ page }: { page: Page }) {
  const { t } = useTranslation('registration');
  const treatments = (page.treatments ?? '').split('\n').filter(Boolean);
  return (
    <>
      {page.description && (
        <Text mb="md" style={{ whiteSpace: 'pre-line' }}>
          {page.description}
        </Text>
      )}
      {treatments.length > 0 && (
        <section aria-labelledby="treatments-heading">
          <Title order={2} size="h4" id="treatments-heading" mb={4}>
            {t('page.treatments')}
          </Title>
          <List mb="md">
            {treatments.map((treatment) => (
              <List.Item key={treatment}>{treatment}</List.Item>
            ))}
          </List>
        </section>
      )}
    </>
  );
}

function ToSignIn() {
  const { t } = useTranslation('registration');
  return (
    <Text mt="md">
      {t('page.hasPassword')}{' '}
      <Anchor component={Link} to={paths.signIn} underline="always" className="portal-target">
        {t('page.signIn')}
      </Anchor>
    </Text>
  );
}
