import { Anchor, Text, Title } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
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
              <Trans
                t={t}
                i18nKey="contact.call"
                values={{ organization: face.name, phone: face.phone }}
                components={{
                  phone: (
                    <Anchor
                      href={`tel:${face.phone.replace(/[^+\d]/g, '')}`}
                      underline="always"
                      className="portal-target"
                    />
                  ),
                }}
              />
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
