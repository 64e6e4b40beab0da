import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { waitUntil } from '../../../scripts/processes.mjs';
import type { Database } from '../stage/database.ts';
import { invite, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { aColleague, aPractice, type Practice, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'lets a colleague find what stopped half-way and bring it to its end, and mails nobody twice',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const noor = await aColleague(database, practice, {
      firstName: 'Noor',
      lastName: 'Smit',
      roles: ['ASSISTANT'],
    });
    const at = (name: string) => `${name}@${practice.domain}`;
    const reminded = ['ada', 'bo', 'cas', 'dirk', 'eva', 'fien'].map(at);
    const unwilling = at('gijs');
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [unwilling, ...reminded]);
    await mailbox.mails(practice.domain, 7);
    await asksNotToBeMailed(database, unwilling);

    const mended = await breakMailsTo(database, practice, [at('eva'), at('fien')]);
    try {
      await remindAll(desk);
      const card = desk.getByRole('region', { name: 'At work' });
      await card.getByText('Something went wrong on our side. It goes on by itself').waitFor();
      await letItsPatienceEnd(database, practice);
      await card.getByText('This stopped halfway').waitFor();
      await desk.close();
    } finally {
      await mended();
    }

    const colleague = await visit();
    await signIn(colleague, noor.email);
    await colleague.goto(`/admin/o/${practice.slug}/invitations`);
    await colleague.getByRole('link', { name: 'Actions on many' }).click();
    const row = rowOf(colleague, 'Sending reminders');
    await row.getByText('Stopped halfway').waitFor();
    await row.getByText('Fenna Bakker').waitFor();
    await row.getByText('1 skipped. This address has asked not to be invited.').waitFor();
    expect(await inspect(colleague, 'actions on many, one stopped')).toEqual([]);
    expect(await mailbox.count(practice.domain)).toBeLessThan(7 + 6);

    await row.getByRole('button', { name: 'Go on' }).focus();
    await colleague.keyboard.press('Enter');
    await row.getByText('6 of 7 done').waitFor();
    await row.getByText('Gone on with by Noor Smit').waitFor();
    expect(await colleague.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');

    const mails = await mailbox.mails(practice.domain, 7 + 6);
    expect(mails.map(({ recipients }) => recipients.join()).sort()).toEqual(
      [...reminded, ...reminded, unwilling].sort(),
    );

    // Elsewhere, and to whoever does nothing for many, there is no such page.
    const elsewhere = await aPractice(database);
    await colleague.goto(`/admin/o/${elsewhere.slug}/actions`);
    await colleague.getByRole('heading', { name: 'You are not in this organization' }).waitFor();
    const sem = await aColleague(database, practice, {
      firstName: 'Sem',
      lastName: 'Bos',
      roles: ['SUPPORT'],
    });
    await signIn(colleague, sem.email);
    await colleague.goto(`/admin/o/${practice.slug}/actions`);
    await colleague.getByRole('heading', { name: 'This page is not for your roles' }).waitFor();
  },
);

async function remindAll(desk: Page): Promise<void> {
  await desk.getByRole('link', { name: 'Open invitations' }).first().click();
  await desk.getByRole('checkbox', { name: /^Select the invitation of ada@/ }).click();
  await desk.getByRole('button', { name: 'All 7 match: select all' }).click();
  await desk.getByRole('button', { name: 'Remind' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Send reminders?' });
  await dialog.getByText('6 people get a mail.').waitFor();
  await dialog.getByText('1 is skipped. They have asked not to be invited.').waitFor();
  await dialog.getByRole('button', { name: 'Send reminders' }).click();
}

/** By “This isn't me”, of every organization there is. */
async function asksNotToBeMailed({ sql }: Database, address: string): Promise<void> {
  const hash = createHash('sha256').update(`mail suppression\0${address}`).digest('hex');
  await sql(`INSERT INTO mail_suppressions (address_hash, scope) VALUES (?, '*')`, [hash]);
}

/** Until it is mended, the outbox takes no reminder to these. */
async function breakMailsTo(
  { sql }: Database,
  { slug }: Practice,
  [one = '', other = '']: string[],
): Promise<() => Promise<void>> {
  const name = `broken_${slug.replaceAll('-', '_')}`;
  await sql(
    `CREATE TRIGGER ${name} BEFORE INSERT ON mails FOR EACH ROW
     IF NEW.kind = 'REMINDER' AND NEW.recipient IN (?, ?) THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken'; END IF`,
    [one, other],
  );
  return async () => {
    await sql(`DROP TRIGGER ${name}`);
  };
}

/** It waits longer after each failure: the quarter of an hour that this takes is let go by at once. */
async function letItsPatienceEnd({ sql }: Database, { id }: Practice): Promise<void> {
  await sql('UPDATE bulk_operations SET attempts = 10, next_attempt_at = NOW(3) WHERE organization_id = ?', [
    id,
  ]);
  await sql(`UPDATE agenda_jobs SET next_run_at = NOW(3) WHERE name = 'run-bulk-operations'`);
  const ended = await waitUntil(
    async () =>
      (await sql('SELECT 1 FROM bulk_operations WHERE organization_id = ? AND state = ?', [id, 'FAILED']))
        .length > 0,
    { timeout: 30_000 },
  );
  if (!ended) throw new Error('the operation did not stop');
}
