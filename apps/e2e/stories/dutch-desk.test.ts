import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { createClients, openDesk } from '../stage/desk.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('cuts nothing short at a Dutch desk with three figures everywhere', async ({ database, visit }) => {
  const practice = await aPractice(database, { programs: ['Beter slapen'] });
  const english = await openDesk(visit, practice);
  const [program] = await database.sql<{ id: string }>('SELECT id FROM programs WHERE organization_id = ?', [
    practice.id,
  ]);
  const addresses = Array.from({ length: 120 }, (_, index) => `client${index}@${practice.domain}`);
  if (!program) throw new Error('the practice has no program');
  await createClients(english, practice, addresses, { programId: program.id });

  const desk = await visit({ locale: 'nl-NL' });
  await desk.context().addCookies(await english.context().cookies());
  await desk.goto(`/admin/o/${practice.slug}/clients?status=NOT_INVITED`);
  await desk.getByRole('checkbox', { name: /op deze pagina/ }).click();
  await desk.getByRole('button', { name: 'Alle 120 voldoen: selecteer ze allemaal' }).click();
  await desk.getByRole('button', { name: 'Uitnodigen', exact: true }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByText('120 mensen krijgen een mail.').waitFor();
  await dialog.getByRole('button', { name: 'De uitnodigingen versturen' }).click();
  const done = dialog.getByRole('button', { name: 'Klaar' });
  await done.waitFor();
  expect(await spaceBelow(done, dialog)).toBeGreaterThan(8);
  await done.click();

  // Nobody is left in the list; nobody had searched for a word either.
  await desk.getByText('Minder filters vinden meer.').waitFor();
  expect(await desk.getByText(/Elk woord/).count()).toBe(0);
  const rail = desk.getByRole('navigation');
  await rail.getByText('120', { exact: true }).waitFor();
  const entry = rail.getByText('Open uitnodigingen', { exact: true });
  expect(await entry.evaluate((label) => label.scrollWidth - label.clientWidth)).toBe(0);

  await desk.goto(`/admin/o/${practice.slug}/programs`);
  await desk.setViewportSize({ width: 375, height: 740 });
  const count = desk.getByRole('link', { name: '120 cliënten' });
  await count.waitFor();
  expect(await count.evaluate((link) => link.getClientRects().length)).toBe(1);
});

async function spaceBelow(inner: Locator, outer: Locator): Promise<number> {
  const bottom = async (of: Locator) => of.evaluate((element) => element.getBoundingClientRect().bottom);
  return (await bottom(outer)) - (await bottom(inner));
}
