import { useCallback, useEffect, useReducer, useState } from 'react';
import { useViewer } from '../organizations/viewer';
import {
  type AddressList,
  type AddressListAction,
  emptyAddressList,
  reduceAddressList,
  restoreAddressList,
} from './address-chips';
import { type CreateClientsDraft, draftKey, emptyDraft, keepDraft, readDraft } from './create-clients-draft';

type Others = Pick<CreateClientsDraft, 'programId' | 'created' | 'message' | 'unanswered'>;

/** The work so far, kept in this tab through reload and Escape. */
export function useCreateClientsDraft(organizationId: string) {
  const key = draftKey(useViewer().id, organizationId);
  const [kept] = useState(() => readDraft(key));
  const [list, dispatch] = useReducer(reduceOrPut, kept, ({ texts, input }) =>
    restoreAddressList(texts, input),
  );
  const [others, setOthers] = useState<Others>(kept);

  useEffect(() => {
    keepDraft(key, {
      texts: list.chips.map(({ text }) => text),
      input: list.input,
      programId: others.programId,
      created: others.created,
      message: others.message,
      unanswered: others.unanswered,
    });
  }, [key, list, others]);

  const setMessage = useCallback(
    (message: Others['message']) => setOthers((before) => ({ ...before, message })),
    [],
  );
  const setUnanswered = useCallback(
    (unanswered: Others['unanswered']) => setOthers((before) => ({ ...before, unanswered })),
    [],
  );
  return {
    list,
    dispatch,
    programId: others.programId,
    created: others.created,
    message: others.message,
    unanswered: others.unanswered,
    hasContent: list.chips.length > 0 || list.input.trim() !== '' || others.created !== null,
    setProgramId: (programId: string | null) => setOthers((before) => ({ ...before, programId })),
    setCreated: (created: Others['created']) => setOthers((before) => ({ ...before, created })),
    setMessage,
    setUnanswered,
    /** Forgets everything; what it returns brings it back. */
    clear: () => {
      // At once: the dialog may be gone before the effect.
      keepDraft(key, emptyDraft);
      setOthers(emptyDraft);
      dispatch({ type: 'put', list: emptyAddressList() });
      return () => {
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
