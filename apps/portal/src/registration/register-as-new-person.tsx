import { useTranslation } from 'react-i18next';
import { NewPersonForm } from '../new-person/new-person-form';
import { paths } from '../paths';
import { useCompleteRegistration } from './complete-registration';
import { RegistrationLead, registrationLeadId } from './registration-lead';
import type { RegistrationStepProps } from './registration-step';

export function RegisterAsNewPerson(step: RegistrationStepProps) {
  const { t } = useTranslation('registration');
  const completeRegistration = useCompleteRegistration(step);
  const open = step.preview.registrationMode === 'OPEN';
  return (
    <NewPersonForm
      lead={<RegistrationLead preview={step.preview} />}
      leadId={registrationLeadId}
      path={paths.registration}
      email={step.preview.email}
      submitLabel={t(open ? 'submitOpen' : 'submitApproval')}
      onSubmit={completeRegistration}
    />
  );
}
