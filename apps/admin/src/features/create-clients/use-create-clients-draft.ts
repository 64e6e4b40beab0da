import { useCallback, useEffect, useReducer, useState } from 'react';
import type { Choice } from '../../page/searched-choice';
import { withdrawUndo } from '../drafts/draft-notices';
import { useDraft } from '../drafts/use-draft';
import {
  type AddressList,
  type AddressListAction,
  emptyAddressList,
  reduceAddressList,
  restoreAddressList,
} from './address-field/address-chips';
import { type CreateClientsDraft, emptyDraft, type Sent } from './create-clients-draft';

type Others = Omit<CreateClientsDraft, 'texts' | 'input'>;

/** The work so far, kept in this tab through reload and Escape. */
export function useCreateClientsDraft() {
  const { kept, keep } = useDraft('create-clients', emptyDraft);
  const [list, dispatch] = useReducer(reduceOrPut, kept, ({ texts, input }) =>
    restoreAddressList(texts, input),
  );
  const [others, setOthers] = useState<Others>(kept);

  const whole: CreateClientsDraft = {
    texts: list.chips.map(({ text }) => text),
    input: list.input,
    programId: others.programId,
    connections: others.connections,
    created: others.created,
    message: others.message,
    unanswered: others.unanswered,
    sent: others.sent,
  };
  useEffect(() => keep(whole), [keep, list, others]);

  const setMessage = useCallback(
    (message: Others['message']) => setOthers((before) => ({ ...before, message })),
    [],
  );
  const setUnanswered = useCallback(
    (unanswered: Others['unanswered']) => setOthers((before) => ({ ...before, unanswered })),
    [],
  );
  const hasContent = list.chips.length > 0 || list.input.trim() !== '' || others.created !== null;
  // What was let go must not take the place of a new list.
  useEffect(() => {
    if (hasContent) withdrawUndo();
  }, [hasContent]);

  const begin = (draft: CreateClientsDraft) => {
    // At once: the dialog may be gone before the effect.
    keep(draft);
    setOthers(draft);
    dispatch({ type: 'put', list: emptyAddressList() });
  };
  return {
    list,
    dispatch,
    programId: others.programId,
    connections: others.connections,
    created: others.created,
    message: others.message,
    unanswered: others.unanswered,
    sent: others.sent,
    hasContent,
    setProgramId: (programId: string | null) => setOthers((before) => ({ ...before, programId })),
    setConnections: (connections: Choice[]) => setOthers((before) => ({ ...before, connections })),
    setCreated: (created: Others['created']) => {
      // At once here too: whoever closed the dialog meanwhile finds them created.
      keep({ ...whole, created });
      setOthers((before) => ({ ...before, created }));
    },
    setMessage,
    setUnanswered,
    /** Forgets everything but what was sent: that is looked at until one begins anew. */
    finish: (sent: Sent) => begin({ ...emptyDraft, sent }),
    /** Forgets everything; what it returns brings it back. */
    clear: () => {
      begin(emptyDraft);
      return () => {
        // The dialog may be closed by then.
        keep(whole);
        setOthers(others);
        dispatch({ type: 'put', list });
      };
    },
  };
}

function reduceOrPut(
  before: AddressList,
  action: AddressListAction | { type: 'put'; list: AddressList },
): AddressList {
  return action.type === 'put' ? action.list : reduceAddressList(before, action);
}
