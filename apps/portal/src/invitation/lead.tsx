import { intlLocale } from '@anteroom/ui';
import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths';
import type { invitationEn } from './invitation.en';
import type { InvitationPreview } from './invitation-step';

export const leadId = 'invitation-lead';

/** Who invites whom to what: the first line of every step of an open invitation. */
export function Lead({ preview }: { preview: InvitationPreview }) {
  const { t, i18n } = useTranslation('invitation');
  const locale = intlLocale(i18n.resolvedLanguage ?? 'en');
  const { organization } = preview;
  const offer = useOffer(preview, locale);
  return (
    <div id={leadId} style={{ marginBottom: 24 }}>
      <Text size="lg" fw={500}>
        {offer}
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

function useOffer(preview: InvitationPreview, locale: string): string {
  const { t } = useTranslation('invitation');
  const { recipient, firstName: name, inviterName: inviter, organization, programNames, roles } = preview;
  const at = organization?.name ?? t('anOrganization');
  const who = inviter && organization ? t('lead.inviterOf', { inviter, organization: at }) : at;
  const list = new Intl.ListFormat(locale);
  if (recipient === 'STAFF') {
    const names = roles.map(({ id, name: own }) => t(`role.${id as BuiltIn}`, { defaultValue: own }));
    return t('lead.staff', { name, who: inviter ?? at, organization: at, roles: list.format(names) });
  }
  const what = programNames.length > 0 ? list.format(programNames) : t('lead.portal');
  return name ? t('lead.named', { name, who, what }) : t('lead.unnamed', { who, what });
}

type BuiltIn = keyof (typeof invitationEn)['role'];

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
