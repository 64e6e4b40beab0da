import { Anchor, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type OrganizationFace, useOrganizationFace } from './organization-face';

/** Whom to call. */
export function Contact() {
  const { t } = useTranslation('frame');
  const face = useOrganizationFace();
  return (
    <section className="portal-contact" aria-labelledby="contact-heading">
      <Title order={2} size="h3" id="contact-heading" mb={4}>
        {t('contact.heading')}
      </Title>
      {face ? <ContactDetails organization={face} /> : <Text c="dimmed">{t('contact.unknown')}</Text>}
    </section>
  );
}

export function ContactDetails({ organization }: { organization: OrganizationFace }) {
  const { t } = useTranslation('frame');
  const { name, phone, visitingAddress } = organization;
  return (
    <address>
      {phone ? (
        <Text>
          {t('contact.call', { organization: name })}{' '}
          <Anchor href={`tel:${phone.replace(/[^+\d]/g, '')}`} underline="always" className="portal-target">
            {phone}
          </Anchor>
        </Text>
      ) : (
        <Text>{t('contact.organization', { organization: name })}</Text>
      )}
      {visitingAddress && (
        <Text c="dimmed" style={{ whiteSpace: 'pre-line' }}>
          {visitingAddress}
        </Text>
      )}
    </address>
  );
}
