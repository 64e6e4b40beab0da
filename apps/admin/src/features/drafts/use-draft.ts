import { useCallback, useEffect, useRef, useState } from 'react';
import { useOrganization, useViewer } from '../organizations/viewer';
import { withdrawUndo } from './draft-notices';
import { type DraftOf, draftKey, isSame, keepDraft, readDraft } from './drafts';

/**
 * What is being written, kept in this tab through reload and Escape.
 * @param empty what it is when nothing has been written; only the first counts
 */
export function useDraft<Draft extends object>(of: DraftOf, empty: Draft) {
  const key = draftKey(of, useViewer().id, useOrganization().id);
  const [nothing] = useState(empty);
  const [kept] = useState(() => readDraft(key, nothing));
  const over = useRef(false);
  useEffect(withdrawUndo, []);
  const keep = useCallback(
    (draft: Draft) => {
      if (!over.current) keepDraft(key, draft, nothing);
    },
    [key, nothing],
  );
  return {
    /** As it was left. */
    kept,
    keep,
    hasContent: (draft: Draft) => !isSame(draft, nothing),
    /** Forgets it and keeps nothing more; what it returns puts it back for whoever opens the form next. */
    forget: useCallback(() => {
      const last = readDraft(key, nothing);
      over.current = true;
      keepDraft(key, nothing, nothing);
      return () => keepDraft(key, last, nothing);
    }, [key, nothing]),
  };
}
