import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import type { Failure } from '../frame/submission';
import { requestPasswordReset } from '../sign-in/auth-requests';

interface ProveMailboxProps {
  email: string;
  leadId: string;
  title: string;
  /** Why, and what comes after. */
  text: ReactNode;
  lookAgain: () => Promise<unknown>;
}

/** The address has a user of whom nobody knows whether the mailbox is theirs: a mail decides. */
export function ProveMailbox({ email, leadId, title, text, lookAgain }: ProveMailboxProps) {
  const { t } = useTranslation('newPerson');
  const [sent, setSent] = useState(false);

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

  if (sent)
    return (
      <>
        <PageTitle key="sent">{t('prove.sentTitle')}</PageTitle>
        <Text>
          <Trans t={t} i18nKey="prove.sent" values={{ email }} components={{ b: <strong /> }} />
        </Text>
        <ActionForm key="continue" label={t('prove.continue')} act={goOn} />
        <ActionForm key="again" label={t('prove.again')} act={send} variant="default" />
      </>
    );
  return (
    <>
      <PageTitle key="ask" describedBy={leadId}>
        {title}
      </PageTitle>
      <Text>{text}</Text>
      <ActionForm key="send" label={t('prove.send')} act={send} />
    </>
  );
}
