import { useCallback } from 'react';
import { usePageParams } from '../../page/use-page-params';

const dialogs = [
  'invite',
  'add-to-program',
  'connect',
  'withdraw',
  'remind',
  'resend',
  'invite-now',
] as const;
export type ClientDialog = (typeof dialogs)[number];

/** The open dialog stands in the address: of one client by id, or of what is selected. */
export function useClientDialog() {
  const [params, setParams] = usePageParams();
  const wish = params.get('dialog');
  const open = useCallback(
    (dialog: ClientDialog, clientId?: string) =>
      setParams((current) => {
        const next = new URLSearchParams(current);
        next.set('dialog', dialog);
        if (clientId) next.set('client', clientId);
        else next.delete('client');
        return next;
      }),
    [setParams],
  );
  const close = useCallback(
    () =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          next.delete('dialog');
          next.delete('client');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { dialog: dialogs.find((one) => one === wish), clientId: params.get('client'), open, close };
}
