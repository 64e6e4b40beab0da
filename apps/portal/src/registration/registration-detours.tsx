import { Anchor, Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { PageTitle } from '../frame/page-title';
import { ProveMailbox } from '../new-person/prove-mailbox';
import { paths } from '../paths';
import { useChangeUser } from '../sign-in/use-change-user';
import { RegistrationLead, registrationLeadId } from './registration-lead';
import type { RegistrationStepProps } from './registration-step';

export function RegistrationForOther({ preview, lookAgain }: RegistrationStepProps) {
  const { t } = useTranslation('registration');
  const changeUser = useChangeUser(lookAgain);
  const viewer = preview.signedInAsOther;
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
      <ActionForm label={t('other.signOut')} act={changeUser} />
      <Text mt="md">
        <Anchor component={Link} to={paths.home} underline="always">
          {t('other.stay', { viewer })}
        </Anchor>
      </Text>
    </>
  );
}

export function RegistrationUnproven({ preview, lookAgain }: RegistrationStepProps) {
  const { t } = useTranslation('registration');
  const email = preview.email ?? '';
  return (
    <>
      <RegistrationLead preview={preview} />
      <ProveMailbox
        email={email}
        leadId={registrationLeadId}
        title={t('prove.title')}
        text={<Trans t={t} i18nKey="prove.text" values={{ email }} components={{ b: <strong /> }} />}
        lookAgain={lookAgain}
      />
    </>
  );
}
