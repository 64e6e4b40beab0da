import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useReason } from '../../page/failure/use-reason';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import classes from './mailing-progress.module.css';
import type { NotSentTo } from './not-sent-to';

const namedAtOnce = 8;

interface NotSentProps {
  rows: readonly NotSentTo[];
  /** Nothing has been sent yet to anybody. */
  ahead?: boolean;
}

/** Who gets no mail, by the reason, and what to do about it. */
export function NotSent({ rows, ahead = false }: NotSentProps) {
  const { t } = useTranslation('mailings');
  const reasonText = useReason();
  const remedy = useRemedy();
  if (rows.length === 0) return null;
  const byReason = Map.groupBy(rows, ({ code, reason }) => `${code}\n${reason}`);
  const groups = [...byReason.values()].sort((a, b) => b.length - a.length);
  const title = t(ahead ? 'notInvited' : 'notSent', { count: rows.length });
  return (
    <section aria-label={title}>
      <Text fw={600}>{title}</Text>
      <ul className={classes.problems}>
        {groups.map((group) => {
          const { code = null, reason = null } = group[0] ?? {};
          return (
            <li key={`${code} ${reason}`} className={classes.problem} data-state="REFUSED">
              {reasonText({ code, reason })} {remedy(code)}
              <Names of={group.slice(0, namedAtOnce)} />
              {group.length > namedAtOnce && (
                <details>
                  <summary>{t('moreNames', { count: group.length - namedAtOnce })}</summary>
                  <Names of={group.slice(namedAtOnce)} />
                </details>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Names({ of }: { of: readonly NotSentTo[] }) {
  const { slug } = useOrganization();
  return (
    <ul className={classes.names}>
      {of.map(({ clientId, who }) => (
        <li key={clientId}>
          <Anchor component={Link} to={paths.client(slug, clientId)} inherit underline="always">
            {who}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

const remedied = ['SUPPRESSED', 'RECIPIENT_LIMIT', 'ORGANIZATION_LIMIT', 'USER_LIMIT'] as const;

/** What to do, where the reason does not say it itself. */
function useRemedy(): (code: string | null) => string | null {
  const { t } = useTranslation('mailings');
  return (code) => {
    const known = remedied.find((one) => one === code);
    return known ? t(`notSentRemedies.${known}`) : null;
  };
}
