import { Anchor, Text, Title } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { type OrganizationFace, useOrganizationFace } from './organization-face';
import { phoneLink } from './phone-link';

/**
 * Whom to call, and what to tell them so that they find the invitation.
 * @param supportCode null for an invitation whose code is not known here; left out where there is none
 */
export function Contact({ supportCode }: { supportCode?: string | null }) {
  const { t } = useTranslation('frame');
  const face = useOrganizationFace();
  return (
    <section className="portal-contact" aria-labelledby="contact-heading">
      <Title order={2} size="h3" id="contact-heading" mb={4}>
        {t('contact.heading')}
      </Title>
      {face ? <ContactDetails organization={face} /> : <Text c="dimmed">{t('contact.unknown')}</Text>}
      {supportCode && (
        <Text mt={8} size="sm">
          <Trans
            t={t}
            i18nKey="contact.supportCode"
            values={{ code: supportCode }}
            components={{ code: <strong className="portal-code" /> }}
          />
        </Text>
      )}
      {supportCode === null && (
        <Text mt={8} size="sm" c="dimmed">
          {t('contact.codeInMail')}
        </Text>
      )}
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
          <Anchor href={phoneLink(phone)} underline="always" className="portal-target">
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
