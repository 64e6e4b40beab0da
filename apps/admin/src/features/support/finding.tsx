import { suggestAddress } from '@anteroom/address-list';
import { RelativeTime, useFormat } from '@anteroom/ui';
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SaidFirstFragment, SupportDetailsFragment } from '../../gql/graphql';
import { useDeliveryReason } from '../mailings/use-delivery-reason';
import classes from './support.module.css';

type Code = 'BOUNCED';

const tones: Record<string, 'green' | 'amber' | 'red'> = {
  ACCEPTED: 'green',
  BOUNCED: 'red',
  MAIL_FAILED: 'red',
  STOPPED_BY_RECIPIENT: 'red',
  INVITER_GONE: 'red',
  EXPIRED: 'amber',
  RENEWAL_REQUESTED: 'amber',
  ADDRESS_CHANGED: 'amber',
  DELIVERY_UNKNOWN: 'amber',
  TRIED_AGAIN: 'amber',
  MAIL_DELAYED: 'amber',
  OLD_LINK: 'amber',
  WHILE_SUSPENDED: 'amber',
  WRONG_USER: 'amber',
  NEVER_INVITED: 'amber',
  NOT_WANTED: 'red',
  REGISTERED: 'green',
  DEACTIVATED: 'amber',
};

interface FindingProps {
  finding: SaidFirstFragment;
  email: string;
  /** Of its newest mail, if there is one. */
  delivery?: SupportDetailsFragment['delivery'];
}

/** The answer in one sentence, and what to say to the caller. */
export function Finding({ finding, email, delivery }: FindingProps) {
  const { t, i18n } = useTranslation('support');
  const format = useFormat();
  const deliveryReason = useDeliveryReason();
  // A finding that is new to this page stays in the API's English.
  const known = i18n.exists(`support:finding.${finding.code}`);
  const code = finding.code as Code;
  const values = {
    day: format.day(new Date(finding.at)),
    domain: email.slice(email.lastIndexOf('@') + 1),
    email,
  };
  const explained = ['BOUNCED', 'MAIL_FAILED', 'MAIL_DELAYED'].includes(finding.code);
  // Whoever got in with it reads what is sent there.
  const meant = tones[finding.code] === 'green' ? null : suggestAddress(email);
  const why = explained && delivery ? deliveryReason(delivery) : null;
  return (
    <section className={classes.finding} data-tone={tones[finding.code]}>
      <Text size="lg" fw={550} className={classes.breaks ?? ''}>
        {known ? t(`finding.${code}`, values) : finding.text}
        {known && why && ` ${why}`}
      </Text>
      <Text size="xs" c="dimmed" mb="sm">
        <RelativeTime at={finding.at} />
      </Text>
      <Title order={2} size="h4">
        {t('help')}
      </Title>
      <Text>{known ? t(`advice.${code}`) : finding.help}</Text>
      {meant && <Text className={classes.breaks ?? ''}>{t('meant', { address: meant })}</Text>}
    </section>
  );
}
