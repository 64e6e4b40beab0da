import { paths } from '../paths';

export interface Detour {
  backTo?: typeof paths.invitation;
  /** Whose password it is about, so that nobody types it twice. */
  email?: string;
}

/** The history state of somebody who leaves the invitation for a moment to sign in. */
export const fromInvitation: Detour = { backTo: paths.invitation };

/** Where a detour leads back to. Only to an address of ours, whatever the history holds. */
export function backTo(state: unknown): typeof paths.invitation | null {
  const asked = (state as Detour | null)?.backTo;
  return asked === paths.invitation ? asked : null;
}

export function addressIn(state: unknown): string {
  const email = (state as Detour | null)?.email;
  return typeof email === 'string' ? email : '';
}
