import { RelativeTime } from '@anteroom/ui';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SupportDetailsFragment } from '../../gql/graphql';
import { deliveryWords } from '../invitations/delivery-state';
import { serverWords } from '../mailings/server-words';
import { useDeliveryReason } from '../mailings/use-delivery-reason';
import classes from './support.module.css';

type Mail = SupportDetailsFragment['mails'][number];

/** Each mail with what the mail server made of it. */
export function CaseMails({ mails }: { mails: Mail[] }) {
  const { t } = useTranslation('support');
  if (mails.length === 0) return <Text c="dimmed">{t('mails.none')}</Text>;
  return (
    <ul className={classes.mails}>
      {mails.map((mail) => (
        <MailItem key={mail.id} mail={mail} />
      ))}
    </ul>
  );
}

function MailItem({ mail }: { mail: Mail }) {
  const { t } = useTranslation(['support', 'invitations']);
  const deliveryReason = useDeliveryReason();
  const reason = deliveryReason(mail);
  const words = serverWords(mail);
  return (
    <li className={classes.mail}>
      <Text size="sm" fw={550} className={classes.breaks ?? ''}>
        {t(`support:mails.${mail.kind}`, { email: mail.email })}
      </Text>
      <Text size="sm">
        {t(`invitations:delivery.${deliveryWords[mail.state]}`)} ·{' '}
        <RelativeTime at={mail.sentAt ?? mail.queuedAt} />
        {mail.automatic && mail.kind === 'REMINDER' && ` · ${t('support:mails.automatic')}`}
        {mail.attempts > 1 && ` · ${t('support:mails.attempts', { count: mail.attempts })}`}
        {mail.nextAttemptAt && mail.attempts > 0 && (
          <>
            {` · ${t('support:mails.again')} `}
            <RelativeTime at={mail.nextAttemptAt} />
          </>
        )}
      </Text>
      {reason && <Text size="sm">{reason}</Text>}
      {words && (
        <Text size="xs" c="dimmed" className={classes.breaks ?? ''}>
          {t('support:mails.said', { words })}
        </Text>
      )}
    </li>
  );
}
