import { useFormat } from './use-format';
import { useNow } from './use-now';

interface RelativeTimeProps {
  /** ISO 8601 */
  at: string;
  /** "today" instead of "3 hours ago": for what is known by the day. */
  byDay?: boolean;
}

/** Relative first, exact on hover. */
export function RelativeTime({ at, byDay = false }: RelativeTimeProps) {
  const format = useFormat();
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={format.moment(moment)}>
      {byDay ? format.relativeDay(moment, now) : format.relative(moment, now)}
    </time>
  );
}
