import { useFormat } from '@anteroom/ui';
import { useApolloClient } from '@apollo/client/react';
import { Anchor, Progress, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import { deliveryRemedy } from './delivery-remedy';
import classes from './mailing-progress.module.css';
import { NotSent } from './not-sent';
import type { NotSentTo } from './not-sent-to';
import { serverWords } from './server-words';
import { useDeliveryReason } from './use-delivery-reason';
import { type Mailing, troubled, useMailing } from './use-mailing';
import { forgetMailing, showMailing } from './watched-mailings';

const everyMs = 1000;
const slowAfterMs = 20_000;

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
      <Figures mailing={mailing} over={over} refused={notSent.length} />
      {failed && <Text size="sm">{t('unreachable')}</Text>}
      {mailing.problems.length > 0 && <Problems mailing={mailing} />}
      <NotSent rows={notSent} />
      {!over && <Text c="dimmed">{t('mayClose')}</Text>}
    </Stack>
  );
}

interface FiguresProps {
  mailing: Mailing;
  over: boolean;
  refused: number;
}

function Figures({ mailing, over, refused }: FiguresProps) {
  const { t } = useTranslation('mailings');
  const { number } = useFormat();
  const { sent } = mailing;
  const total = mailing.total + refused;
  const trouble = troubled(mailing);
  const done = sent + trouble;
  const slow = useStandstill(done, over);
  const share = (count: number) => (total === 0 ? 0 : (count / total) * 100);
  const figure = over
    ? t('over', { count: sent })
    : t('underway', { sent: number(sent), total: number(total) });
  // Read out in quarters, not at every mail.
  const quarter = over ? 4 : Math.floor((4 * done) / Math.max(mailing.total, 1));
  const [announced, setAnnounced] = useState({ quarter: -1, text: '' });
  if (announced.quarter !== quarter) setAnnounced({ quarter, text: figure });

  return (
    <div>
      <p className={classes.figure}>
        <Text component="span" size="lg" fw={600}>
          {figure}
        </Text>{' '}
        {refused > 0 && <Text component="span">{t('notSent', { count: refused })}.</Text>}{' '}
        {trouble > 0 && <Text component="span">{t('cameBack', { count: trouble })}</Text>}
      </p>
      <Progress.Root size="lg">
        <Progress.Section
          value={share(sent)}
          aria-label={t('bar')}
          aria-valuetext={t('underway', { sent: number(sent), total: number(total) })}
          aria-valuenow={Math.round(share(sent))}
        />
        {trouble > 0 && (
          <Progress.Section value={share(trouble)} color="var(--anteroom-red)" withAria={false} />
        )}
        {refused > 0 && (
          <Progress.Section value={share(refused)} color="var(--anteroom-amber)" withAria={false} />
        )}
      </Progress.Root>
      {slow && (
        <Text size="sm" mt="xs">
          {t('slow')}
        </Text>
      )}
      <VisuallyHidden role="status">{announced.text}</VisuallyHidden>
    </div>
  );
}

/** Whether nothing has moved for so long that one begins to wonder. */
function useStandstill(done: number, over: boolean): boolean {
  const [stillAt, setStillAt] = useState<number | null>(null);
  useEffect(() => {
    if (over) return;
    const timer = setTimeout(() => setStillAt(done), slowAfterMs);
    return () => clearTimeout(timer);
  }, [done, over]);
  return !over && stillAt === done;
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
