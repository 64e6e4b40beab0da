import type { Page } from 'playwright-core';
import { ask } from '../stage/api.ts';

export const desk = '/admin/o/demo';

export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/admin/');
  await page.getByLabel('E-mail address').fill(`${name}@demo.example`);
  await page.getByLabel('Password', { exact: true }).fill('anteroom-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs the owner in, who begins at the list of clients. */
export async function showClients(page: Page): Promise<void> {
  await signIn(page, 'fenna');
  await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
  await page.getByRole('row').nth(5).getByRole('link').first().waitFor();
}

export async function demoOrganizationId(page: Page): Promise<string> {
  const { organization } = await ask<{ organization: { id: string } }>(
    page,
    `query { organization(slug: "demo") { id } }`,
    {},
  );
  return organization.id;
}
