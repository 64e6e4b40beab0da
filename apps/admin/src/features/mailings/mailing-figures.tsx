import { useFormat } from '@anteroom/ui';
import { Progress, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './mailing-progress.module.css';
import { type Mailing, troubled } from './use-mailing';

const slowAfterMs = 20_000;

const parts = ['taken', 'back', 'doubt', 'refused'] as const;
type Part = (typeof parts)[number];

interface MailingFiguresProps {
  mailing: Mailing;
  over: boolean;
  /** How many were to get a mail and were refused one. */
  refused: number;
}

export function MailingFigures({ mailing, over, refused }: MailingFiguresProps) {
  const { t } = useTranslation('mailings');
  const { number } = useFormat();
  const { sent, bounced, failed, unknown } = mailing;
  const counts: Record<Part, number> = { taken: sent, back: bounced + failed, doubt: unknown, refused };
  const shown = parts.filter((part) => part === 'taken' || counts[part] > 0);
  const total = mailing.total + refused;
  const trouble = troubled(mailing);
  const done = sent + trouble;
  const slow = useStandstill(done, over);
  const share = (count: number) => (total === 0 ? 0 : (count / total) * 100);
  const underway = t('underway', { sent: number(sent), total: number(total) });
  const figure = over ? t('over', { count: sent }) : underway;
  const partText = (part: Part) => t(`part.${part}`, { count: counts[part], shown: number(counts[part]) });
  const beside = shown.filter((part) => part !== 'taken').map(partText);
  // Read out in quarters, not at every mail.
  const quarter = over ? 4 : Math.floor((4 * done) / Math.max(mailing.total, 1));
  const [announced, setAnnounced] = useState({ quarter: -1, text: '' });
  if (announced.quarter !== quarter) setAnnounced({ quarter, text: [figure, ...beside].join(' ') });

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
        {shown.map((part) => (
          <Progress.Section
            key={part}
            value={share(counts[part])}
            className={classes.part ?? ''}
            data-part={part}
            // Its own words for the value would stand in the place of ours.
            withAria={false}
            {...(part === 'taken' && {
              role: 'progressbar',
              'aria-label': t('bar'),
              'aria-valuemin': 0,
              'aria-valuemax': 100,
              'aria-valuenow': Math.round(share(sent)),
              'aria-valuetext': [underway, ...beside].join(' '),
            })}
          />
        ))}
      </Progress.Root>
      {beside.length > 0 && (
        <ul className={classes.legend} aria-label={t('legend')}>
          {shown.map((part) => (
            <li key={part}>
              <span className={classes.part} data-part={part} aria-hidden="true" />
              {partText(part)}
            </li>
          ))}
        </ul>
      )}
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
