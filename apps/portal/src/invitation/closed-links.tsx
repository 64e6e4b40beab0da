import { useMutation } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { useOrganizationFace } from '../frame/organization-face';
import { PageTitle } from '../frame/page-title';
import type { Failure } from '../frame/submission';
import { adminAddress, adminOf, paths } from '../paths';
import { RequestNewInvitationMutation } from './invitation.graphql';
import type { StepProps } from './invitation-step';
import { NotMe } from './lead';

// Each of these says what happened and what to do; whom to call stands below all of them. None
// says whose invitation it was.

function useOrganizationName(): string {
  const { t } = useTranslation('invitation');
  return useOrganizationFace()?.name ?? t('anOrganization');
}

/** At the beginning of a sentence. How a name begins is the organization's own business. */
function useOrganizationFirst(): string {
  const { t } = useTranslation('invitation');
  const name = useOrganizationFace()?.name;
  return name ?? capitalized(t('anOrganization'));
}

export function ExpiredLink({ token, lookAgain }: StepProps) {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationName();
  const [request] = useMutation(RequestNewInvitationMutation, { fetchPolicy: 'no-cache' });

  const [told, setTold] = useState(false);

  async function ask(): Promise<Failure | null> {
    const { data } = await request({ variables: { input: { token } } });
    if (data?.requestNewInvitation.requested) {
      setTold(true);
      return null;
    }
    // Refused because the invitation is open again, withdrawn or used: the page then says so.
    const now = await lookAgain();
    return now?.state === 'EXPIRED' ? 'unexpected' : null;
  }

  if (told) return <RenewalRequested />;
  return (
    <>
      <PageTitle>{t('expired.title')}</PageTitle>
      <Text>{t('expired.text', { organization })}</Text>
      <ActionForm label={t('expired.ask')} act={ask} />
      <Text mt="md">
        <NotMe />
      </Text>
    </>
  );
}

export function RenewalRequested() {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationFirst();
  return (
    <>
      <PageTitle>{t('renewal.title', { organization })}</PageTitle>
      <Text>{t('renewal.text')}</Text>
    </>
  );
}

export function WithdrawnLink() {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationFirst();
  return (
    <>
      <PageTitle>{t('withdrawn.title')}</PageTitle>
      <Text>{t('withdrawn.text', { organization })}</Text>
    </>
  );
}

/** Of a suspended organization: not over, only not now. */
export function SuspendedLink() {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationFirst();
  return (
    <>
      <PageTitle>{t('suspended.title')}</PageTitle>
      <Text>{t('suspended.text', { organization })}</Text>
      <Text mt="sm">{t('suspended.whatNow')}</Text>
      <Text mt="md">
        <NotMe />
      </Text>
    </>
  );
}

export function UsedLink({ preview }: StepProps) {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationName();
  return (
    <>
      <PageTitle>{t('used.title')}</PageTitle>
      <Text>{t('used.text', { organization })}</Text>
      {preview.recipient === 'STAFF' ? (
        <ToMyWork />
      ) : (
        // Where nobody is signed in, it leads on to signing in.
        <Button component={Link} to={paths.home} fullWidth size="md" mt="lg">
          {t('used.open')}
        </Button>
      )}
    </>
  );
}

/** Nothing to accept: the address belongs to somebody who is on the staff, under another address on file. */
export function AlreadyStaff({ preview }: StepProps) {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationName();
  return (
    <>
      <PageTitle>{t('alreadyStaff.title', { organization })}</PageTitle>
      <Text>{t('alreadyStaff.text', { email: preview.email })}</Text>
      <ToMyWork />
    </>
  );
}

/** Nothing to accept here either: whoever was deactivated comes back as who they were. */
export function FormerStaff({ preview }: StepProps) {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationName();
  return (
    <>
      <PageTitle>{t('formerStaff.title', { organization })}</PageTitle>
      <Text>{t('formerStaff.text', { email: preview.email })}</Text>
      <Text mt="sm">{t('formerStaff.whatNow')}</Text>
    </>
  );
}

function ToMyWork() {
  const { t } = useTranslation('invitation');
  const organization = useOrganizationFace();
  return (
    <Button
      component="a"
      href={organization ? adminOf(organization.slug) : adminAddress}
      fullWidth
      size="md"
      mt="lg"
    >
      {t('toMyWork')}
    </Button>
  );
}

export function UnknownLink() {
  const { t } = useTranslation('invitation');
  return (
    <>
      <PageTitle>{t('unknown.title')}</PageTitle>
      <Text>{t('unknown.text')}</Text>
    </>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
