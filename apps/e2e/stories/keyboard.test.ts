import type { Locator, Page } from 'playwright-core';
import { openDesk, rowOf } from '../stage/desk.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('leads from a key to sent invitations without a mouse', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better', 'Walk more'] });
  const desk = await openDesk(visit, practice);
  const dialog = desk.getByRole('dialog', { name: 'Create clients' });
  const keys = desk.keyboard;

  await desk.getByText('No clients yet').waitFor();
  await keys.press('n');
  await focused(dialog.getByLabel('E-mail addresses'));
  await keys.type(`saar@${practice.domain}, tim`);
  await keys.press('Enter');
  await dialog.getByText('1 address cannot be used.').first().waitFor();

  // Escape keeps what was begun.
  await keys.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await keys.press('n');
  await focused(dialog.getByLabel('E-mail addresses'));
  await dialog.getByText('1 address cannot be used.').first().waitFor();

  await keys.press('ArrowLeft');
  await keys.press('Enter');
  await focused(dialog.getByLabel('Change tim'));
  await keys.press('End');
  await keys.type(`@${practice.domain}`);
  await keys.press('Enter');
  await dialog.getByText('cannot be used').first().waitFor({ state: 'hidden' });

  await tabTo(desk, dialog.getByLabel('Program').first());
  await keys.type('walk');
  // Nothing is marked yet, so nothing is taken, and nothing sent.
  await keys.press('Enter');
  await desk.getByRole('option', { name: 'Walk more' }).waitFor();
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await tabTo(desk, dialog.getByRole('button', { name: 'Create 2 clients' }));
  await keys.press('Enter');

  await focused(dialog.getByRole('heading', { name: 'What do they read?' }));
  await tabTo(desk, dialog.getByRole('textbox', { name: 'Subject' }));
  await keys.press('End');
  await keys.type(' warmly');
  await tabTo(desk, dialog.getByRole('textbox', { name: 'Message' }));
  await tabTo(desk, dialog.getByRole('button', { name: 'Send 2 invitations' }));
  await keys.press('Enter');
  await focused(dialog.getByRole('heading', { name: 'On its way' }));
  await dialog.getByText('Sent to 2 people.').first().waitFor({ timeout: 60_000 });
  await tabTo(desk, dialog.getByRole('button', { name: 'Done' }));
  await keys.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await rowOf(desk, 'saar@').getByText('Walk more').waitFor();
  await mailbox.mails(`@${practice.domain}`, 2);
});

async function focused(element: Locator): Promise<void> {
  const name = String(element);
  await element.waitFor();
  const deadline = Date.now() + 10_000;
  while (!(await hasFocus(element))) {
    if (Date.now() > deadline) throw new Error(`the focus did not come to ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node === document.activeElement);

/** Presses Tab until the focus is there; nobody wants to press it more often than that. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor();
  for (let pressed = 0; pressed < 25; pressed += 1) {
    if (await hasFocus(element)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`25 times Tab did not lead to ${element}`);
}
