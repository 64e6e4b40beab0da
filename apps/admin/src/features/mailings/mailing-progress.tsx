import { useApolloClient } from '@apollo/client/react';
import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import { deliveryRemedy } from './delivery-remedy';
import { MailingFigures } from './mailing-figures';
import classes from './mailing-progress.module.css';
import { NotSent } from './not-sent';
import type { NotSentTo } from './not-sent-to';
import { serverWords } from './server-words';
import { useDeliveryReason } from './use-delivery-reason';
import { type Mailing, troubled, useMailing } from './use-mailing';
import { forgetMailing, showMailing } from './watched-mailings';

const everyMs = 1000;

interface MailingProgressProps {
  mailingId: string;
  /** Who was to get a mail of this sending too, and was refused one. */
  notSent?: readonly NotSentTo[];
}

/** How far a sending is, until the mail server has answered for the last mail, and what came back. */
export function MailingProgress({ mailingId, notSent = [] }: MailingProgressProps) {
  const { t } = useTranslation('mailings');
  const apollo = useApolloClient();
  const { mailing, over, missing, failed } = useMailing(mailingId, everyMs);

  useEffect(() => showMailing(mailingId), [mailingId]);
  useEffect(() => {
    if (!over) return;
    forgetMailing(mailingId);
    // What the lists behind say of these mails has changed.
    void apollo.refetchQueries({ include: 'active' });
  }, [over, mailingId, apollo]);

  if (missing) return <Text>{t('missing')}</Text>;
  if (!mailing)
    return failed ? <Text c="var(--anteroom-red)">{t('unreachable')}</Text> : <Skeleton height={90} />;
  return (
    <Stack gap="md" mb="lg">
      <MailingFigures mailing={mailing} over={over} refused={notSent.length} />
      {failed && <Text size="sm">{t('unreachable')}</Text>}
      {mailing.problems.length > 0 && <Problems mailing={mailing} />}
      <NotSent rows={notSent} />
      {!over && <Text c="dimmed">{t('mayClose')}</Text>}
    </Stack>
  );
}

function Problems({ mailing }: { mailing: Mailing }) {
  const { t } = useTranslation('mailings');
  const untold = troubled(mailing) - mailing.problems.length;
  return (
    <section aria-label={t('problems')}>
      <Text fw={600}>{t('problems')}</Text>
      <ul className={classes.problems}>
        {mailing.problems.map((problem) => (
          <Problem key={problem.email} {...problem} />
        ))}
      </ul>
      {untold > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('moreProblems', { count: untold })}
        </Text>
      )}
    </section>
  );
}

function Problem({ email, client, ...mail }: Mailing['problems'][number]) {
  const { t } = useTranslation('mailings');
  const reasonText = useDeliveryReason();
  const { slug } = useOrganization();
  const words = serverWords(mail);
  return (
    <li className={classes.problem} data-state={mail.state}>
      <strong>{email}</strong>: {reasonText(mail) ?? t(`states.${stateOf(mail.state)}`)} <Remedy {...mail} />{' '}
      {client && (
        <Anchor component={Link} to={paths.client(slug, client.id)} inherit underline="always">
          {t('openClient')}
        </Anchor>
      )}
      {words && (
        <details className={classes.server}>
          <summary>{t('serverWords')}</summary>
          <code>{words}</code>
        </details>
      )}
    </li>
  );
}

function Remedy(problem: Pick<Mailing['problems'][number], 'state' | 'reasonCode'>) {
  const { t } = useTranslation('mailings');
  const remedy = deliveryRemedy(problem);
  return remedy && <span>{t(`remedies.${remedy}`)}</span>;
}

function stateOf(state: string): 'BOUNCED' | 'FAILED' | 'UNKNOWN' {
  return state === 'BOUNCED' || state === 'FAILED' ? state : 'UNKNOWN';
}
