import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface OfferedPlaceholder {
  /** As between the braces, e.g. ClientFirstName. */
  name: string;
  label: string;
  example: string;
  /** False for what makes no sense in a line of plain text. */
  inLines: boolean;
}

const links: ReadonlySet<string> = new Set(['ClientPortalLink', 'InvitationLink']);

/** The API's placeholders in the reader's words. */
export function usePlaceholders(
  offered: readonly { token: string; name: string; example: string }[],
): OfferedPlaceholder[] {
  const { t } = useTranslation('messages');
  return useMemo(() => {
    const labels: Record<string, string> = {
      ClientFirstName: t('placeholders.ClientFirstName'),
      ClientLastName: t('placeholders.ClientLastName'),
      FirstName: t('placeholders.FirstName'),
      LastName: t('placeholders.LastName'),
      OrganizationName: t('placeholders.OrganizationName'),
      ClientPortalLink: t('placeholders.ClientPortalLink'),
      InvitationLink: t('placeholders.InvitationLink'),
      StaffName: t('placeholders.StaffName'),
      ExpiryDate: t('placeholders.ExpiryDate'),
      ProgramName: t('placeholders.ProgramName'),
    };
    return offered.map(({ token, name, example }) => {
      const key = token.replace(/[{}\s]/g, '');
      return { name: key, label: labels[key] ?? name, example, inLines: !links.has(key) };
    });
  }, [offered, t]);
}
