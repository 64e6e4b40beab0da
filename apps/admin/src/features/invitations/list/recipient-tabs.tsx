import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../organizations/permissions';
import { type RecipientChoice, recipients } from './invitation-list-state';

interface RecipientTabsProps {
  value: RecipientChoice | null;
  onChange: (recipient: RecipientChoice | null) => void;
}

const all = 'all';

/** All, those of clients, those of staff; nothing for whoever sees only one kind. */
export function RecipientTabs({ value, onChange }: RecipientTabsProps) {
  const { t } = useTranslation('invitations');
  const may = useMay();
  if (!may('staff.read') || !may('invitations.read', 'clients.inviteOwn')) return null;
  const choose = (tab: string | null) =>
    onChange(Object.hasOwn(recipients, tab ?? '') ? (tab as RecipientChoice) : null);
  return (
    <Tabs value={value ?? all} onChange={choose} mb="md">
      <Tabs.List aria-label={t('recipient.label')}>
        <Tabs.Tab value={all}>{t('recipient.all')}</Tabs.Tab>
        <Tabs.Tab value="clients">{t('recipient.clients')}</Tabs.Tab>
        <Tabs.Tab value="staff">{t('recipient.staff')}</Tabs.Tab>
      </Tabs.List>
    </Tabs>
  );
}
