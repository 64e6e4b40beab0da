import type { Page } from 'playwright-core';

export const CLIENT_PASSWORD = 'eleven swans on the canal';

export interface NewPerson {
  firstName: string;
  lastName: string;
}

/** A new person presses the button in the mail and answers both questions. */
export async function acceptAsNewPerson(page: Page, link: string, person: NewPerson): Promise<void> {
  await page.goto(link);
  await page.getByRole('heading', { name: 'What is your name?' }).waitFor();
  await page.getByLabel('First name').fill(person.firstName);
  await page.getByLabel('Last name').fill(person.lastName);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  await page.getByLabel('Password', { exact: true }).fill(CLIENT_PASSWORD);
  await page.getByRole('button', { name: 'Accept invitation' }).click();
  await page.getByRole('heading', { name: `Welcome, ${person.firstName}` }).waitFor();
}

/** Opens a link and waits for what the portal says of it. */
export async function openLink(page: Page, link: string, heading: string | RegExp): Promise<void> {
  // Only the fragment differs from a page that may be open already, and that alone loads nothing anew.
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('heading', { name: heading }).waitFor();
}
