import { useCallback, useEffect } from 'react';
import { usePageParams } from '../../page/use-page-params';

const stepKey = 'step';
const messageStep = 'message';

/** Which step the address asks for, as far as there is somebody to write to. */
export function useInviteStaffSteps(hasInvitee: boolean) {
  const [params, setParams] = usePageParams();
  const asked = params.get(stepKey) === messageStep;
  const writing = asked && hasInvitee;
  const toMessage = () =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      next.set(stepKey, messageStep);
      return next;
    });
  const toInvitee = useCallback(
    () =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          next.delete(stepKey);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  useEffect(() => {
    if (asked && !writing) toInvitee();
  }, [asked, writing, toInvitee]);
  return { writing, toMessage, toInvitee };
}
