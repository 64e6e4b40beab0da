import type { Locator, Page } from 'playwright-core';
import { ask } from './api.ts';
import { type Practice, signIn } from './practice.ts';
import type { Visit, VisitOptions } from './story.ts';

/** The admin SPA on a screen at the front desk, with the owner signed in. */
export async function openDesk(visit: Visit, practice: Practice, options?: VisitOptions): Promise<Page> {
  const desk = await visit(options);
  await signIn(desk, practice.owner.email);
  await desk.goto(`/admin/o/${practice.slug}/clients`);
  await desk.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
  return desk;
}

export function rowOf(desk: Page, who: string): Locator {
  return desk.getByRole('row').filter({ hasText: who });
}

/** Presses an entry of the three dots of a row. */
export async function act(desk: Page, who: string, action: string | RegExp): Promise<void> {
  await rowOf(desk, who)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await desk.getByRole('menuitem', { name: action }).click();
}

interface Created {
  mailing: object | null;
  createdCount: number;
  errors: object[];
}

const CREATE_CLIENTS = `mutation ($input: CreateClientsInput!) {
  createClients(input: $input) { createdCount mailing { id } errors { code message } }
}`;

/** Made by the API in one call. */
export async function createClients(
  desk: Page,
  { id: organizationId }: Practice,
  emails: string[],
  also: { invitation?: object; programId?: string } = {},
): Promise<Created> {
  const input = { organizationId, emails: emails.join('\n'), ...also };
  const { createClients: created } = await ask<{ createClients: Created }>(desk, CREATE_CLIENTS, { input });
  if (created.createdCount !== emails.length)
    throw new Error(`not all were created: ${JSON.stringify(created.errors)}`);
  return created;
}

/** The same with an invitation on its way to each. */
export async function invite(desk: Page, practice: Practice, emails: string[]): Promise<void> {
  const { mailing } = await createClients(desk, practice, emails, { invitation: {} });
  if (!mailing) throw new Error('nobody was invited');
}

export interface ClientInput {
  firstName?: string;
  lastName?: string;
  email?: string;
}

export async function createClient(desk: Page, practice: Practice, client: ClientInput): Promise<string> {
  const { createClient: answer } = await ask<{
    createClient: { client: { id: string } | null; errors: object[] };
  }>(
    desk,
    `mutation ($input: CreateClientInput!) {
      createClient(input: $input) { client { id } errors { code message } }
    }`,
    { input: { organizationId: practice.id, ...client } },
  );
  if (!answer.client) throw new Error(`the client was not created: ${JSON.stringify(answer.errors)}`);
  return answer.client.id;
}
