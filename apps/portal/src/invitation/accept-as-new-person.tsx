import { useTranslation } from 'react-i18next';
import { NewPersonForm } from '../new-person/new-person-form';
import { paths } from '../paths';
import { useAcceptInvitation } from './accept-invitation';
import type { StepProps } from './invitation-step';
import { Lead, leadId } from './lead';

export function AcceptAsNewPerson(step: StepProps) {
  const { t } = useTranslation('invitation');
  const acceptInvitation = useAcceptInvitation(step);
  const { email, firstName, lastName } = step.preview;
  return (
    <NewPersonForm
      lead={<Lead preview={step.preview} />}
      leadId={leadId}
      path={paths.invitation}
      email={email}
      proposed={{ firstName, lastName }}
      submitLabel={t('accept.accept')}
      onSubmit={acceptInvitation}
    />
  );
}
