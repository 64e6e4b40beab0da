import { Text } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import type { Failure } from '../frame/submission';
import { requestPasswordReset } from '../sign-in/auth-requests';
import type { StepProps } from './invitation-page';
import { Lead, leadId } from './lead';

/** The address has a user of whom nobody knows whether the mailbox is theirs: a mail decides. */
export function ProveMailbox({ preview, lookAgain }: StepProps) {
  const { t } = useTranslation('invitation');
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
      <Lead preview={preview} />
      {sent ? (
        <>
          <PageTitle key="sent">{t('prove.sentTitle')}</PageTitle>
          <Text>
            <Trans i18nKey="prove.sent" {...address} />
          </Text>
          <ActionForm key="continue" label={t('prove.continue')} act={goOn} />
          <ActionForm key="again" label={t('prove.again')} act={send} variant="default" />
        </>
      ) : (
        <>
          <PageTitle key="ask" describedBy={leadId}>
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
