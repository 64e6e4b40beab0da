import { Anchor, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOrganizationFace } from './organization-face';

/** Whom to call. */
export function Contact() {
  const { t } = useTranslation('frame');
  const face = useOrganizationFace();
  return (
    <section className="portal-contact" aria-labelledby="contact-heading">
      <Title order={2} size="h3" id="contact-heading" mb={4}>
        {t('contact.heading')}
      </Title>
      {!face && <Text c="dimmed">{t('contact.unknown')}</Text>}
      {face && (
        <address>
          {face.phone ? (
            <Text>
              {t('contact.call', { organization: face.name })}{' '}
              <Anchor
                href={`tel:${face.phone.replace(/[^+\d]/g, '')}`}
                underline="always"
                className="portal-target"
              >
                {face.phone}
              </Anchor>
            </Text>
          ) : (
            <Text>{t('contact.organization', { organization: face.name })}</Text>
          )}
          {face.visitingAddress && (
            <Text c="dimmed" style={{ whiteSpace: 'pre-line' }}>
              {face.visitingAddress}
            </Text>
          )}
        </address>
      )}
    </section>
  );
}
