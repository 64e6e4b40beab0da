import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegistrationPreview } from './registration-step';

export const registrationLeadId = 'registration-lead';

/** Who registers where: the first line of every step. */
export function RegistrationLead({ preview }: { preview: RegistrationPreview }) {
  const { t } = useTranslation('registration');
  return (
    <div id={registrationLeadId} style={{ marginBottom: 24 }}>
      <Text size="lg" fw={500}>
        {t('lead.organization', { organization: preview.organization?.name ?? t('thePractice') })}
      </Text>
      <Text c="dimmed" size="sm" mt={4}>
        {t('lead.for', { email: preview.email })}
      </Text>
    </div>
  );
}
