import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { createClient, openDesk } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

const shownMail = 'iframe[title="The mail"]:not([aria-hidden="true"])';

story('lets nobody lose what they write, or where they are, in a message', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  const email = `ada@${practice.domain}`;
  const clientId = await createClient(desk, practice, { firstName: 'Ada', lastName: 'de Vries', email });
  const address = `/admin/o/${practice.slug}/clients?dialog=invite&client=${clientId}`;
  await desk.goto(address);
  const dialog = desk.getByRole('dialog', { name: 'Invite 1 client' });
  const subject = dialog.getByRole('textbox', { name: 'Subject' });
  const body = dialog.getByRole('textbox', { name: 'Message' });
  const mail = dialog.frameLocator(shownMail);

  // Bold goes on through a placeholder; one of another message, and a list of Word, are taken for what they are.
  await body.press('ControlOrMeta+a');
  await body.press('Delete');
  await body.press('ControlOrMeta+b');
  await desk.keyboard.type('Dear ');
  await dialog.getByRole('button', { name: 'Insert a placeholder into Message' }).press('Enter');
  await desk.getByRole('menuitem', { name: /^First name/ }).press('Enter');
  await expect.poll(() => body.evaluate((field) => field.contains(document.activeElement))).toBe(true);
  await desk.keyboard.type(' and others');
  await mail.locator('strong', { hasText: 'Dear Ada and others' }).waitFor();
  expect(await inspect(desk, 'message')).toEqual([]);
  await body.press('Enter');
  await pasteHtml(body, '<p><span data-placeholder="FirstName">First name</span></p>');
  const mistake = dialog.getByText('{{FirstName}} is no placeholder');
  await mistake.waitFor();
  await dialog.getByText('Not up to date: the mail is shown anew once the message is correct.').waitFor();
  // What is wrong may stand below the fold, where whoever presses the button would not see why nothing happens.
  await desk.setViewportSize({ width: 1280, height: 640 });
  await subject.focus();
  expect(await mistake.evaluate(isInSight)).toBe(false);
  await dialog.getByRole('button', { name: 'Send 1 invitation' }).click();
  await expect.poll(() => mistake.evaluate(isInSight)).toBe(true);
  await desk.setViewportSize({ width: 1280, height: 900 });
  await body.press('ControlOrMeta+a');
  const mark = '<span style="mso-list:Ignore">·<span>&nbsp; </span></span>';
  await pasteHtml(body, `<p style="mso-list:l0 level1 lfo1">${mark}One</p>${'<p>More</p>'.repeat(30)}`);
  await mail.locator('li', { hasText: /^One$/ }).waitFor();

  // The mail is as tall as what is in it, also once that has become less.
  const height = () => dialog.locator(shownMail).evaluate((frame) => frame.clientHeight);
  await expect.poll(height).toBeGreaterThan(1_000);
  await body.press('ControlOrMeta+a');
  await desk.keyboard.type('Short');
  await mail.getByText('Short', { exact: true }).waitFor();
  await expect.poll(height).toBeLessThan(800);

  // Escape closes what is open on top, and nothing beneath it.
  await dialog.getByRole('button', { name: 'Link', exact: true }).press('Enter');
  await desk.getByRole('button', { name: 'Set link' }).press('Escape');
  await desk.getByRole('button', { name: 'Set link' }).waitFor({ state: 'detached' });
  expect(await dialog.count()).toBe(1);

  // A picture on the clipboard takes nothing away.
  await subject.press('ControlOrMeta+a');
  await pasteHtml(subject, '');
  expect(await subject.textContent()).toContain('invites you');

  // A preview that could not be made can be asked for once more.
  await desk.route('**/graphql', (route) =>
    route.request().postData()?.includes('MessagePreview') ? route.abort() : route.continue(),
  );
  await body.press('End');
  await desk.keyboard.type(' and sweet');
  await dialog.getByRole('alert').getByText('The preview could not be made').waitFor();
  expect(await dialog.getByText('The preview is up to date.').count()).toBe(0);
  await desk.unrouteAll({ behavior: 'wait' });
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await mail.getByText('Short and sweet').waitFor();
  await dialog.getByText('The preview is up to date.').waitFor({ state: 'attached' });

  // On a phone the fields stand behind the preview: they come forward when something is to be mended.
  await desk.setViewportSize({ width: 390, height: 800 });
  await subject.press('ControlOrMeta+a');
  await subject.press('Delete');
  await dialog.getByText('Preview', { exact: true }).click();
  await expect.poll(height).toBeGreaterThan(500);
  await dialog.getByRole('button', { name: 'Send 1 invitation' }).click();
  await dialog.getByText('This cannot be empty.').waitFor();
  expect(await subject.evaluate((field) => field === document.activeElement)).toBe(true);
});

/** In the page: nothing lies over its middle. */
function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}

/** As from the clipboard, which all stories would share; without HTML it holds a picture. */
async function pasteHtml(field: Locator, html: string): Promise<void> {
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    if (pasted) clipboardData.setData('text/html', pasted);
    else clipboardData.items.add(new File(['picture'], 'a.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}
