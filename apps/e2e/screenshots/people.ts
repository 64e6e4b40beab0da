import type { Page } from 'playwright-core';
import { ask } from '../stage/api.ts';
import { demoOrganizationId, desk, showClients, signIn } from './demo-desk.ts';
import type { Studio } from './studio.ts';

/** What the people beside the front desk see: who may do what, who asks to come in, what support finds, what is on record. */
export async function takePeople(studio: Studio): Promise<void> {
  const page = await studio.open();
  await showClients(page);
  await page.goto(`${desk}/audit`);
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('entries, unbroken since').waitFor();
  await studio.take(page, 'audit-log');
  await page.goto(`${desk}/staff`);
  await page.getByRole('link', { name: 'Sem Yilmaz' }).waitFor();
  await studio.take(page, 'staff');
  await takeSupport(studio, await addressThatCameBack(page));
}

async function addressThatCameBack(page: Page): Promise<string> {
  const organizationId = await demoOrganizationId(page);
  const { invitations } = await ask<{ invitations: { nodes: { email: string }[] } }>(
    page,
    `query ($id: ID!) {
      invitations(organizationId: $id, filter: { deliveryStates: [BOUNCED], recipient: CLIENT }, first: 1) { nodes { email } }
    }`,
    { id: organizationId },
  );
  const [found] = invitations.nodes;
  if (!found) throw new Error('no mail of the demo has come back');
  return found.email;
}

async function takeSupport(studio: Studio, address: string): Promise<void> {
  const page = await studio.open({ height: 1000 });
  await signIn(page, 'sem');
  await page.getByLabel('Address, name, number or support code').fill(address);
  await page.getByText('Client called: mail not received').click();
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: new RegExp(address) }).click();
  await page.getByText('What to tell the caller').waitFor();
  await studio.take(page, 'support');
}
