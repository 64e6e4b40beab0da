import { useMutation } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { RecordOpeningMutation } from './invitation.graphql';

const TOUCHES = ['pointerdown', 'keydown'] as const;

/**
 * Notes for support that the page was opened, and once somebody touches it that it was a person: what scans mail runs
 * scripts, but has no hands. A hint only: when it does not arrive, nothing is lost but the hint.
 */
export function useRecordOpening(token: string, shown: boolean): void {
  const [record] = useMutation(RecordOpeningMutation, { fetchPolicy: 'no-cache' });
  const noted = useRef(false);

  useEffect(() => {
    if (!shown) return;
    const note = (byPerson: boolean) =>
      void record({ variables: { input: { token, byPerson } } }).catch(() => undefined);
    if (!noted.current) note(false);
    noted.current = true;
    const touched = (event: Event) => {
      if (!event.isTrusted) return;
      stop();
      note(true);
    };
    const stop = () => {
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, true);
    };
    for (const touch of TOUCHES) window.addEventListener(touch, touched, true);
    return stop;
  }, [token, shown, record]);
}
