import { useTranslation } from 'react-i18next';
import { useFormat } from '../time/use-format';
import { useNow } from '../time/use-now';
import classes from './invitation-strip.module.css';
import { reminderDays, type Validity, validityAt, validityDays } from './validity';

type StripStatus = 'PENDING' | 'EXPIRED' | 'WITHDRAWN' | 'ACCEPTED';

interface InvitationStripProps {
  status: StripStatus;
  /** ISO 8601: when the present validity began. */
  sentAt: string;
  /** ISO 8601 */
  expiresAt: string;
  /** ISO 8601: where the strip stops when the invitation was withdrawn or accepted. */
  endedAt?: string | null;
  /** Shows "10 days left" beside the strip. */
  withText?: boolean;
}

const cellWidth = 5;
const cellGap = 1.5;
const tickGap = 4.5;
const height = 12;
const overhang = 2;

/** Left edge of a day's cell; a reminder opens the gap before it to make room for the tick. */
function cellStart(index: number): number {
  const ticks = reminderDays.filter((day) => day <= index).length;
  return index * (cellWidth + cellGap) + ticks * (tickGap - cellGap);
}

const width = cellStart(validityDays - 1) + cellWidth;

function useTimeLeft(): (validity: Validity) => string {
  const { t } = useTranslation('ui');
  return (validity) => {
    if (validity.over) return t('over');
    if (validity.daysLeft > 0) return t('daysLeft', { count: validity.daysLeft });
    if (validity.hoursLeft > 0) return t('hoursLeft', { count: validity.hoursLeft });
    return t('lessThanAnHourLeft');
  };
}

/** Fourteen days as fourteen cells, ticks at the reminders, filled up to now. */
export function InvitationStrip({ status, sentAt, expiresAt, endedAt, withText }: InvitationStripProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const timeLeft = useTimeLeft();
  const clock = useNow();
  const now = endedAt ? new Date(endedAt) : clock;
  const validity = validityAt(new Date(sentAt), new Date(expiresAt), now);
  const expired = status === 'EXPIRED' || (status === 'PENDING' && validity.over);
  const left = timeLeft(validity);
  const until = t('strip.until', { moment: format.moment(new Date(expiresAt)) });

  const sentence = () => {
    const common = { day: validity.day, days: validityDays };
    if (expired) return t('strip.expired', common);
    if (status === 'WITHDRAWN') return t('strip.withdrawn', common);
    if (status === 'ACCEPTED') return t('strip.accepted');
    const reminders = new Intl.ListFormat(format.locale, { type: 'conjunction' }).format(
      reminderDays.map(String),
    );
    return t('strip.pending', { ...common, left, until, reminders });
  };

  return (
    <span
      className={classes.root}
      data-status={expired ? 'EXPIRED' : status}
      title={status === 'PENDING' && !expired ? until : undefined}
    >
      <svg
        role="img"
        aria-label={sentence()}
        width={width}
        height={height + 2 * overhang}
        viewBox={`0 0 ${width} ${height + 2 * overhang}`}
        className={classes.strip}
      >
        {Array.from({ length: validityDays }, (_, index) => {
          const filled = Math.min(Math.max(validity.elapsed - index, 0), 1);
          const x = cellStart(index);
          return (
            <g key={x}>
              <rect className={classes.cell} x={x} y={overhang} width={cellWidth} height={height} rx={1.5} />
              {filled > 0 && (
                <rect
                  className={classes.filled}
                  x={x}
                  y={overhang}
                  width={cellWidth * filled}
                  height={height}
                  rx={1.5}
                />
              )}
            </g>
          );
        })}
        {reminderDays.map((day) => (
          <rect
            key={day}
            className={classes.tick}
            x={cellStart(day) - tickGap / 2 - 0.5}
            y={0}
            width={1}
            height={height + 2 * overhang}
          />
        ))}
      </svg>
      {withText && !expired && status === 'PENDING' && (
        <span className={classes.text} aria-hidden="true">
          {left}
        </span>
      )}
    </span>
  );
}
