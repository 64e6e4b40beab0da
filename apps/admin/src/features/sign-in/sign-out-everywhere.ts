import { notifications } from '@mantine/notifications';
import { paths } from '../../paths';
import { clearAllDrafts } from '../drafts/drafts';
import { forgetAllMailings } from '../mailings/watched-mailings';

// What was written stays in the tab it was written in, so each tab must forget its own.
const otherTabs =
  typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('anteroom.signed-out');

/** Nothing of whoever was signed in stays in this tab or another. */
export function forgetInAllTabs(): void {
  forgetHere();
  otherTabs?.postMessage(null);
}

/** Stands once, where the SPA begins. */
export function leaveWithOtherTabs(): void {
  otherTabs?.addEventListener('message', () => {
    forgetHere();
    window.location.assign(import.meta.env.BASE_URL.replace(/\/$/, '') + paths.signIn());
  });
}

function forgetHere(): void {
  clearAllDrafts();
  forgetAllMailings();
  // Some can bring back what was written, or name whom it was about.
  notifications.clean();
}
