import { text as readStream } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { Database } from '../stage/database.ts';
import { createClient, openDesk } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'shows what the owner did, can be verified, and is taken out as a file',
  async ({ database, visit }) => {
    const practice = await aPractice(database);
    const desk = await openDesk(visit, practice);
    const clientId = await createClient(desk, practice, { firstName: 'Ada', lastName: 'de Vries' });
    await sealed(database, clientId);
    await desk.getByRole('link', { name: 'Audit log' }).click();
    await desk.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
    const created = desk.getByRole('row').filter({ hasText: 'Created a client' });
    await created.getByRole('link', { name: 'Ada de Vries' }).waitFor();
    await created.getByText('Sealed as number').waitFor({ state: 'attached' });

    await created.getByRole('button', { name: 'Show only what was done to Ada de Vries' }).click();
    await desk.waitForURL((url) => url.searchParams.get('whom') === clientId);
    await expect.poll(() => desk.getByRole('row').count()).toBe(2);

    await desk.getByRole('button', { name: 'Export' }).click();
    const download = desk.waitForEvent('download');
    await desk.getByRole('menuitem', { name: /CSV/ }).click();
    const file = await readStream(await (await download).createReadStream());
    expect(file.trim().split('\r\n')).toEqual([
      expect.stringMatching(/^seq,at,action/),
      expect.stringContaining('client.created,STAFF,Fenna Bakker'),
    ]);
    await desk.getByRole('button', { name: 'Clear filters' }).click();

    const verify = desk.getByRole('button', { name: 'Verify' });
    await verify.press('Enter');
    await desk
      .getByRole('status')
      .getByText(/^\d+ entries, unbroken since/)
      .waitFor();
    expect(await inspect(desk, 'verified audit log')).toEqual([]);
    const hasFocus = () => verify.evaluate((button) => button === document.activeElement);
    expect(await hasFocus()).toBe(true);
    await desk.getByRole('button', { name: 'Close', exact: true }).press('Enter');
    await expect.poll(hasFocus).toBe(true);
    await database.sql(
      `UPDATE audit_entries SET action = 'client.read' WHERE subject_id = ? AND action = 'client.created'`,
      [clientId],
    );
    await verify.click();
    await desk.getByText(/^1 entry is not as it was sealed/).waitFor();
    await desk.getByText('was changed after it was sealed').waitFor();
  },
);

async function sealed({ sql }: Database, subjectId: string): Promise<void> {
  const seals = () =>
    sql('SELECT s.seq FROM audit_seals s JOIN audit_entries e ON e.id = s.entry_id WHERE e.subject_id = ?', [
      subjectId,
    ]);
  await expect.poll(seals, { timeout: 30_000 }).toHaveLength(1);
}
