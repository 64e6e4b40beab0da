import { useCallback, useState } from 'react';
import { useOrganization, useViewer } from '../organizations/viewer';

export const REASON_MIN = 5;
export const REASON_MAX = 500;

/** For so long a reason holds without being asked again; the API takes the same reason within it for the same look. */
const HOLDS_MS = 3_600_000;

interface Kept {
  reason: string;
  until: number;
}

// Of whoever gave it: the next one at this desk looks for reasons of their own.
const keyOf = (viewerId: string, slug: string) => `anteroom.support.${viewerId}.${slug}`;

export function readReason(viewerId: string, slug: string, now = Date.now()): string | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(viewerId, slug)) ?? 'null') as Kept | null;
    return kept && kept.until > now ? String(kept.reason) : null;
  } catch {
    return null;
  }
}

export function keepReason(viewerId: string, slug: string, reason: string, now = Date.now()): void {
  try {
    sessionStorage.setItem(keyOf(viewerId, slug), JSON.stringify({ reason, until: now + HOLDS_MS }));
  } catch {
    // Storage is switched off: the reason is asked again on the next page.
  }
}

/** Why the viewer looks, for this tab and an hour; null when that has to be asked. */
export function useLookReason(): [reason: string | null, give: (reason: string) => void] {
  const { id: viewerId } = useViewer();
  const { slug } = useOrganization();
  const [reason, setReason] = useState(() => readReason(viewerId, slug));
  const give = useCallback(
    (given: string) => {
      keepReason(viewerId, slug, given);
      setReason(given);
    },
    [viewerId, slug],
  );
  return [reason, give];
}
