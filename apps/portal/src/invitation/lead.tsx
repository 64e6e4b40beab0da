import { intlLocale } from '@anteroom/ui';
import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths';
import type { InvitationPreview } from './invitation-step';

export const leadId = 'invitation-lead';

/** Who invites whom to what: the first line of every step of an open invitation. */
export function Lead({ preview }: { preview: InvitationPreview }) {
  const { t, i18n } = useTranslation('invitation');
  const locale = intlLocale(i18n.resolvedLanguage ?? 'en');
  const { firstName, inviterName, organization, programNames } = preview;
  const who =
    inviterName && organization
      ? t('lead.inviterOf', { inviter: inviterName, organization: organization.name })
      : (organization?.name ?? t('anOrganization'));
  const what = programNames.length > 0 ? new Intl.ListFormat(locale).format(programNames) : t('lead.portal');
  return (
    <div id={leadId} style={{ marginBottom: 24 }}>
      <Text size="lg" fw={500}>
        {firstName ? t('lead.named', { name: firstName, who, what }) : t('lead.unnamed', { who, what })}
      </Text>
      <Text c="dimmed" size="sm" mt={4}>
        <span className="portal-aside">
          <span>{t('lead.for', { email: preview.email })}</span>
          <NotMe />
        </span>
        {preview.expiresAt && organization && (
          <time dateTime={preview.expiresAt}>
            {t('lead.until', { day: dayAndTime(preview.expiresAt, locale, organization.timeZone) })}
          </time>
        )}
      </Text>
    </div>
  );
}

export function NotMe() {
  const { t } = useTranslation('invitation');
  return (
    <Anchor component={Link} to={paths.notMe} underline="always" inherit className="portal-target">
      {t('notMe')}
    </Anchor>
  );
}

/** "Saturday 5 December at 10:30", as the organization's clock has it. */
function dayAndTime(moment: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(moment));
}
