import { RelativeTime, useFormat } from '@anteroom/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportDetailsFragment } from '../../gql/graphql';
import { Fact, Facts } from '../../page/detail/facts';
import support from './support.module.css';

export function CaseFacts({ found }: { found: SupportDetailsFragment }) {
  const { t } = useTranslation('support');
  const format = useFormat();
  const facts: [label: string, value: ReactNode][] = [
    [t('fact.email'), found.email],
    [t('fact.kind'), t(`kind.${found.kind}`)],
    [t('fact.number'), found.number ?? '–'],
    [t('fact.code'), <span className={support.code}>{found.supportCode}</span>],
    [
      t('fact.sent'),
      <>
        <RelativeTime at={found.sentAt} /> {found.sentBy && t('fact.sentBy', { name: found.sentBy })}
      </>,
    ],
    [t('fact.expires'), format.moment(new Date(found.expiresAt))],
    [
      t('fact.reminder'),
      found.nextReminderAt ? <RelativeTime at={found.nextReminderAt} /> : t('fact.noReminder'),
    ],
  ];
  return (
    <Facts>
      {facts.map(([label, value]) => (
        <Fact key={label} label={label}>
          {value}
        </Fact>
      ))}
    </Facts>
  );
}
