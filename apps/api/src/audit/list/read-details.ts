import type { AuditDetail } from '../audit.types.js';
import type { AuditEntry } from '../audit-entry.entity.js';

/** What an entry keeps as JSON, as a list; whatever it holds is shown and nothing is executed. */
export function readDetails({ details }: Pick<AuditEntry, 'details'>): AuditDetail[] {
  if (details === null) return [];
  const parsed = parse(details);
  if (typeof parsed !== 'object' || parsed === null) return [{ key: 'text', value: details }];
  return Object.entries(parsed).map(([key, value]) => ({
    key,
    value: Array.isArray(value)
      ? value.join(', ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value),
  }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody changed it; verification will say so.
    return null;
  }
}
