import { useApolloClient } from '@apollo/client/react';
import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import type { Failure } from '../frame/submission';
import { paths } from '../paths';
import { requestPasswordReset, signOut } from '../sign-in/auth-requests';
import { RegistrationLead, registrationLeadId } from './registration-lead';
import type { RegistrationStepProps } from './registration-page';

export function RegistrationForOther({ preview, lookAgain }: RegistrationStepProps) {
  const { t } = useTranslation('registration');
  const client = useApolloClient();
  const viewer = preview.signedInAsOther;

  async function change(): Promise<Failure | null> {
    const answer = await signOut();
    if (!answer.ok) return 'failure' in answer ? answer.failure : 'unexpected';
    await client.clearStore();
    await lookAgain();
    return null;
  }

  return (
    <>
      <RegistrationLead preview={preview} />
      <PageTitle describedBy={registrationLeadId}>{t('other.title')}</PageTitle>
      <Text>
        <Trans
          t={t}
          i18nKey="other.text"
          values={{ viewer, email: preview.email }}
          components={{ b: <strong /> }}
        />
      </Text>
      <ActionForm label={t('other.signOut')} act={change} />
      <Text mt="md">
        <Anchor component={Link} to={paths.home} underline="always">
          {t('other.stay', { viewer })}
        </Anchor>
      </Text>
    </>
  );
}

/** The address has a user of whom nobody knows whether the mailbox is theirs: a mail decides. */
export function RegistrationUnproven({ preview, lookAgain }: RegistrationStepProps) {
  const { t } = useTranslation('registration');
  const [sent, setSent] = useState(false);
  const email = preview.email ?? '';

  async function send(): Promise<Failure | null> {
    const answer = await requestPasswordReset(email);
    if (!answer.ok) return 'failure' in answer ? answer.failure : 'unexpected';
    setSent(true);
    return null;
  }

  async function goOn(): Promise<Failure | null> {
    await lookAgain();
    return null;
  }

  const address = { t, values: { email }, components: { b: <strong /> } };
  return (
    <>
      <RegistrationLead preview={preview} />
      {sent ? (
        <>
          <PageTitle key="sent">{t('prove.sentTitle')}</PageTitle>
          <Text>
            <Trans i18nKey="prove.sent" {...address} />
          </Text>
          <ActionForm key="continue" label={t('prove.continue')} act={goOn} />
        </>
      ) : (
        <>
          <PageTitle key="ask" describedBy={registrationLeadId}>
            {t('prove.title')}
          </PageTitle>
          <Text>
            <Trans i18nKey="prove.text" {...address} />
          </Text>
          <ActionForm key="send" label={t('prove.send')} act={send} />
        </>
      )}
    </>
  );
}
