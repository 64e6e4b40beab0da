import type { Locator, Page } from 'playwright-core';
import { ask } from '../stage/api.ts';
import { paste } from '../stage/paste.ts';
import { demoOrganizationId, desk, showClients } from './demo-desk.ts';
import { someAddresses } from './names.ts';
import type { Studio } from './studio.ts';

export async function takeClients(studio: Studio): Promise<void> {
  const page = await studio.open();
  await showClients(page);
  await takeLists(studio, page);
  const dark = await studio.open({ dark: true });
  await showClients(dark);
  await studio.take(dark, 'clients-dark');
  const phone = await studio.open({ width: 390, height: 844 });
  await showClients(phone);
  await studio.take(phone, 'clients-phone');
}

async function takeLists(studio: Studio, page: Page): Promise<void> {
  await studio.take(page, 'clients');
  await page.goto(`${desk}/invitations`);
  await page.getByRole('row').nth(5).getByRole('link').first().waitFor();
  await studio.take(page, 'open-invitations');
  await page.goto(`${desk}/clients/${await somebodyWithAStory(page)}`);
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  await studio.take(page, 'client');
}

/** The open invitation of which most is to be told. */
async function somebodyWithAStory(page: Page): Promise<string> {
  const organizationId = await demoOrganizationId(page);
  const { invitations } = await ask<{
    invitations: { nodes: { client: { id: string; firstName: string | null }; events: object[] }[] };
  }>(
    page,
    `query ($id: ID!) {
      invitations(organizationId: $id, filter: { statuses: [PENDING], recipient: CLIENT }, first: 50) {
        nodes { client { id firstName } events { id } }
      }
    }`,
    { id: organizationId },
  );
  const named = invitations.nodes.filter(({ client }) => client.firstName);
  const [first] = named.toSorted((a, b) => b.events.length - a.events.length);
  if (!first) throw new Error('the demo has no open invitation');
  return first.client.id;
}

export async function takeCreateClients(studio: Studio): Promise<void> {
  // As tall as it takes to see each step whole.
  const page = await studio.open({ height: 1000 });
  await showClients(page);
  await page.goto(`${desk}/clients/create/who`);
  const dialog = page.getByRole('dialog', { name: 'Create clients' });
  const field = dialog.getByLabel('E-mail addresses');
  const good = someAddresses(187);
  await paste(field, pastedList(good.slice(20, 29)));
  await dialog.getByText('1 address cannot be used.').first().waitFor();
  await choose(page, dialog, 'Sleep better');
  await dialog.getByRole('heading', { name: 'Who are they?' }).scrollIntoViewIfNeeded();
  await studio.take(page, 'create-clients');

  await dialog.getByRole('button', { name: 'Start over' }).click();
  await paste(field, good.join('\n'));
  await dialog.getByText('187 / 200').waitFor();
  await choose(page, dialog, 'Sleep better');
  await dialog.getByRole('button', { name: /^Create \d+ clients$/ }).click();
  await dialog.locator('iframe[title="The mail"]').first().waitFor();
  await dialog.getByText('The preview is up to date.').waitFor({ state: 'attached' });
  await page.setViewportSize({ width: 1280, height: 1050 });
  await studio.take(page, 'message');
  await page.setViewportSize({ width: 1280, height: 832 });

  await dialog.getByRole('button', { name: /^Send \d+ invitations$/ }).click();
  await dialog
    .getByText(/^1[0-6]\d of \d+ taken by the mail server/)
    .first()
    .waitFor();
  await studio.take(page, 'progress');
  await dialog
    .getByText(/^Sent to \d+ people/)
    .first()
    .waitFor();
}

/** With a bad address, two likely typing errors and a repetition, as lists are. */
function pastedList(good: string[]): string {
  const [first = '', second = '', ...rest] = good;
  return [first, second, 'lars.kok.example.com', ...rest, 'sanne@gmial.com', 'tim@gmial.com', second].join(
    '\n',
  );
}

async function choose(page: Page, dialog: Locator, program: string): Promise<void> {
  await dialog.getByLabel('Program').first().click();
  await page.getByRole('option', { name: program, exact: true }).click();
}
