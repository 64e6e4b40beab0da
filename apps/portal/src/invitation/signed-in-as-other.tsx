import { useApolloClient } from '@apollo/client/react';
import { Anchor, Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import { paths } from '../paths';
import { signOut } from '../sign-in/auth-requests';
import type { StepProps } from './invitation-page';
import { Lead, leadId } from './lead';

export function SignedInAsOther({ preview, lookAgain }: StepProps) {
  const { t } = useTranslation('invitation');
  const client = useApolloClient();

  async function change() {
    const answer = await signOut();
    if (!answer.ok) return 'failure' in answer ? answer.failure : 'unexpected';
    await client.clearStore();
    await lookAgain();
    return null;
  }

  return (
    <>
      <Lead preview={preview} />
      <PageTitle describedBy={leadId}>{t('other.title')}</PageTitle>
      <Text>
        <Trans
          t={t}
          i18nKey="other.text"
          values={{ viewer: preview.signedInAsOther, email: preview.email }}
          components={{ b: <strong /> }}
        />
      </Text>
      <Text mt="sm">{t('other.whatNow')}</Text>
      <ActionForm label={t('other.signOut')} act={change} />
      <Text mt="md">
        <Anchor component={Link} to={paths.home} underline="always">
          {t('other.stay', { viewer: preview.signedInAsOther })}
        </Anchor>
      </Text>
    </>
  );
}
