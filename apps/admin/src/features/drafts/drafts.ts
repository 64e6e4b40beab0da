const prefix = 'anteroom.draft.';

// That somebody is in care is health data: it stays in this tab, and no longer than the work or the session.

/** What can be left half-written. */
export type DraftOf =
  | 'create-clients'
  | 'invite-client'
  | 'invite-clients'
  | 'invite-staff'
  | `invite-staff-again.${string}`;

/** One a person and organization: who signs in next in the same tab finds nothing. */
export function draftKey(of: DraftOf, viewerId: string, organizationId: string): string {
  return `${prefix}${viewerId}.${organizationId}.${of}`;
}

export function readDraft<Draft extends object>(key: string, empty: Draft): Draft {
  try {
    const kept = window.sessionStorage.getItem(key);
    return kept === null ? empty : { ...empty, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return empty;
  }
}

export function keepDraft<Draft extends object>(key: string, draft: Draft, empty: Draft): void {
  try {
    if (isSame(draft, empty)) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still sends.
  }
}

export function isSame(one: object, other: object): boolean {
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** For signing out. */
export function clearAllDrafts(): void {
  clearDrafts((key) => key.startsWith(prefix));
}

/** For somebody who signs in where another one was at work. */
export function clearDraftsOfOthers(viewerId: string): void {
  clearDrafts((key) => key.startsWith(prefix) && !key.startsWith(`${prefix}${viewerId}.`));
}

function clearDrafts(which: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(window.sessionStorage))
      if (which(key)) window.sessionStorage.removeItem(key);
  } catch {
    // Nothing could be kept either.
  }
}
