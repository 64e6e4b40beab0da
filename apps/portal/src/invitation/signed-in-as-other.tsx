import { Anchor, Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import { paths } from '../paths';
import { useChangeUser } from '../sign-in/use-change-user';
import type { StepProps } from './invitation-step';
import { Lead, leadId } from './lead';

export function SignedInAsOther({ preview, lookAgain }: StepProps) {
  const { t } = useTranslation('invitation');
  const changeUser = useChangeUser(lookAgain);
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
      <ActionForm label={t('other.signOut')} act={changeUser} />
      <Text mt="md">
        <Anchor component={Link} to={paths.home} underline="always">
          {t('other.stay', { viewer: preview.signedInAsOther })}
        </Anchor>
      </Text>
    </>
  );
}
