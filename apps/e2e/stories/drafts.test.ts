import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openDesk } from '../stage/desk.ts';
import { aPractice, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'keeps a half-written invitation until it is sent, discarded or its writer signs out',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    const here = `/admin/o/${practice.slug}`;
    const saar = `saar@${practice.domain}`;
    const dialog = desk.getByRole('dialog');
    const firstName = dialog.getByLabel('First name');
    const subject = dialog.getByRole('textbox', { name: 'Subject' });

    await desk.getByRole('link', { name: 'Invite one client' }).click();
    await firstName.fill('Saar');
    await dialog.getByLabel('E-mail address').fill(saar);
    await dialog.getByRole('button', { name: 'Next: the message' }).click();
    await subject.fill('Welcome to us');
    await kept(desk, 'Welcome to us');
    await desk.reload();
    await subject.waitFor();
    expect(await subject.textContent()).toBe('Welcome to us');
    await desk.keyboard.press('Escape');
    await desk.getByText('Your work is kept here').waitFor();
    await desk.goto(`${here}/clients/invite`);
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await desk.getByRole('button', { name: 'Undo' }).click();
    expect(await firstName.inputValue()).toBe('Saar');
    await dialog.getByRole('button', { name: 'Next: the message' }).click();
    await subject.fill('');
    await dialog.getByRole('button', { name: 'Create and invite' }).click();
    await dialog.getByText('This cannot be empty.').waitFor();
    expect(await subject.evaluate((field) => field === document.activeElement)).toBe(true);
    await subject.fill('Welcome to us');
    await dialog.getByRole('button', { name: 'Create and invite' }).click();
    expect((await mailbox.latest(saar)).subject).toBe('Welcome to us');
    await desk.getByRole('heading', { name: 'Saar' }).waitFor();
    expect(await drafts(desk)).toEqual([]);

    // Whoever goes on while it is done is not called back by the answer.
    const answer = Promise.withResolvers<void>();
    await desk.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('mutation CreateClient(')) await answer.promise;
      await route.continue();
    });
    await desk.goto(`${here}/clients/invite`);
    await firstName.fill('Tom');
    await dialog.getByRole('button', { name: 'Create without inviting' }).click();
    await desk.keyboard.press('Escape');
    await desk.getByRole('link', { name: 'Programs' }).click();
    await desk.waitForURL(`**${here}/programs`);
    answer.resolve();
    await desk.getByText('Tom is created').waitFor();
    await desk.unrouteAll({ behavior: 'wait' });
    expect(new URL(desk.url()).pathname).toBe(`${here}/programs`);
    expect(await drafts(desk)).toEqual([]);

    await desk.goto(`${here}/staff/invite`);
    await firstName.fill('Noor');
    await dialog.getByLabel('Assistant').check();
    await kept(desk, 'ASSISTANT');
    await desk.reload();
    expect(await firstName.inputValue()).toBe('Noor');
    expect(await dialog.getByLabel('Assistant').isChecked()).toBe(true);

    // In another tab: what stands in this one is not in its reach.
    const other = await desk.context().newPage();
    await other.goto(`${here}/clients`);
    await other.getByRole('button', { name: practice.owner.name }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await desk.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await drafts(desk)).toEqual([]);
    await signIn(desk, practice.owner.email);
    await desk.goto(`${here}/staff/invite`);
    await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
    expect(await firstName.inputValue()).toBe('');
  },
);

/** Nobody reloads as fast as a program does. */
async function kept(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (written) => Object.values(sessionStorage).some((value) => value.includes(written)),
    text,
  );
}

async function drafts(page: Page): Promise<string[]> {
  const kept = await page.evaluate(() => Object.keys(sessionStorage));
  return kept.filter((key) => key.includes('draft'));
}
