import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../frame/page-title';
import { fromInvitation } from '../sign-in/detour';
import { KnownUserForm } from '../sign-in/known-user-form';
import { useAcceptInvitation } from './accept-invitation';
import type { StepProps } from './invitation-step';
import { Lead, leadId } from './lead';

/** Somebody who has a user already: signing in and accepting is one act. */
export function AcceptBySigningIn(step: StepProps) {
  const { t } = useTranslation('invitation');
  const { preview, lookAgain } = step;
  const acceptInvitation = useAcceptInvitation(step);
  return (
    <>
      <Lead preview={preview} />
      <PageTitle describedBy={leadId}>{t('existing.title')}</PageTitle>
      <Text mb="md">
        {t('existing.text', { organization: preview.organization?.name ?? t('anOrganization') })}
      </Text>
      <KnownUserForm
        email={preview.email ?? ''}
        label={t('existing.label')}
        submit={t('existing.accept')}
        onSignedIn={() => acceptInvitation()}
        // The next look at the invitation offers the mail that proves the mailbox.
        onUnproven={lookAgain}
        forgot={{ label: t('forgotPassword'), state: fromInvitation }}
      />
    </>
  );
}
