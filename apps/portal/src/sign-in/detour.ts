import { paths } from '../paths';

interface Detour {
  backTo: typeof paths.invitation;
}

/** The history state of somebody who leaves the invitation for a moment to sign in. */
export const fromInvitation: Detour = { backTo: paths.invitation };

/** Where a detour leads back to. Only to an address of ours, whatever the history holds. */
export function backTo(state: unknown): typeof paths.invitation | null {
  const asked = (state as Partial<Detour> | null)?.backTo;
  return asked === paths.invitation ? asked : null;
}
