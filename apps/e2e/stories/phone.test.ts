import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { act, openDesk, rowOf } from '../stage/desk.ts';
import { paste } from '../stage/paste.ts';
import { openLink } from '../stage/portal.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

const WIDTH = 360;

story(
  'invites from a phone and takes an invitation back, without a push sideways',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database, { programs: ['Sleep better'] });
    const [ada, long] = [
      `ada@${practice.domain}`,
      `maximiliaan.van-den-heuvel-winterswijk@${practice.domain}`,
    ];
    const desk = await openDesk(visit, practice, { width: WIDTH });
    await fits(desk, 'no clients');
    await desk.getByRole('button', { name: 'Open the menu' }).click();
    await desk.getByRole('link', { name: 'Open invitations' }).waitFor();
    await fits(desk, 'menu');
    await desk.keyboard.press('Escape');

    await desk.getByRole('link', { name: 'Create client' }).first().click();
    const dialog = desk.getByRole('dialog', { name: 'Create clients' });
    await paste(dialog.getByLabel('E-mail addresses'), `${ada}, ${long}, carla.example.com, dirk@gmial.com`);
    await dialog.getByText('1 address cannot be used.').first().waitFor();
    await fits(desk, 'who');
    await dialog.getByRole('button', { name: 'Remove carla.example.com' }).click();
    await dialog.getByRole('button', { name: 'Remove dirk@gmial.com' }).click();
    await dialog.getByRole('button', { name: 'Create 2 clients', exact: true }).click();
    await dialog.getByText('2 clients created.').waitFor();
    await fits(desk, 'message');
    await dialog.getByText('Preview', { exact: true }).click();
    await dialog.getByRole('region', { name: 'The mail', exact: true }).waitFor();
    await fits(desk, 'preview');
    await dialog.getByRole('button', { name: 'Send 2 invitations', exact: true }).click();
    await dialog.getByText('Sent to 2 people.').first().waitFor({ timeout: 60_000 });
    await fits(desk, 'progress');
    await dialog.getByRole('button', { name: 'Done', exact: true }).click();
    await rowOf(desk, ada).getByText('Invite pending').waitFor();
    await fits(desk, 'clients');

    await desk.getByRole('button', { name: 'Open the menu' }).click();
    await desk.getByRole('link', { name: 'Open invitations' }).click();
    await desk.getByRole('heading', { name: 'Open invitations', level: 1 }).waitFor();
    await rowOf(desk, long).waitFor();
    await fits(desk, 'open invitations');
    await act(desk, long, 'Withdraw…');
    const question = desk.getByRole('dialog', { name: `Withdraw the invitation of ${long}?` });
    await question.getByRole('button', { name: 'Withdraw' }).waitFor();
    await fits(desk, 'withdraw');
    await question.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await rowOf(desk, long).waitFor({ state: 'detached' });
    await rowOf(desk, ada).waitFor();
    await fits(desk, 'one open invitation');
    const { link } = await mailbox.latest(long);
    const withdrawn = await visit({ width: WIDTH });
    await openLink(withdrawn, link, 'This invitation has been withdrawn');
    await fits(withdrawn, 'withdrawn');
  },
);

/** Neither the page nor anything in it can be pushed sideways, and no button lies beyond the edge. */
async function fits(page: Page, name: string): Promise<void> {
  const beyond = () =>
    page.evaluate((limit) => {
      const found: string[] = [];
      for (const element of document.querySelectorAll<HTMLElement>('*')) {
        const { left, right, width } = element.getBoundingClientRect();
        const scrolls =
          element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
        if (scrolls && element.scrollWidth > element.clientWidth) found.push(element.outerHTML.slice(0, 200));
        if (width > 0 && element.matches('button, a[href], input') && (right > limit || left < 0))
          found.push(element.outerHTML.slice(0, 200));
      }
      return found;
    }, WIDTH);
  // Dialogs and drawers come in from the side.
  await expect.poll(beyond, { message: name, timeout: 10_000 }).toEqual([]);
}
