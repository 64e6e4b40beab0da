import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import type { Failure } from '../frame/submission';
import { paths } from '../paths';
import { ReportWrongRecipientMutation } from './invitation.graphql';
import type { StepProps } from './invitation-page';

type Told = 'not-yet' | 'stopped' | 'not-open';

/** "This isn't me": asks once, then stops the invitation. */
export function WrongRecipient({ token, preview }: StepProps) {
  const { t } = useTranslation('invitation');
  const organization = preview.organization?.name ?? t('anOrganization');
  const [told, setTold] = useState<Told>('not-yet');
  const [report] = useMutation(ReportWrongRecipientMutation, { fetchPolicy: 'no-cache' });

  async function stop(): Promise<Failure | null> {
    const { data } = await report({ variables: { input: { token } } });
    setTold(data?.reportWrongRecipient.stopped ? 'stopped' : 'not-open');
    return null;
  }

  if (told === 'stopped') {
    return (
      <>
        <PageTitle key="done">{t('wrongRecipient.doneTitle')}</PageTitle>
        <Text>{t('wrongRecipient.done', { organization })}</Text>
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
      <ActionForm label={t('wrongRecipient.stop')} act={stop} />
      <Text mt="md">
        <Anchor component={Link} to={paths.invitation} underline="always">
          {t('wrongRecipient.back')}
        </Anchor>
      </Text>
    </>
  );
}
