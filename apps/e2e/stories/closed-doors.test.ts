import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask } from '../stage/api.ts';
import type { Database } from '../stage/database.ts';
import { invite, openDesk } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { acceptAsNewPerson, openLink } from '../stage/portal.ts';
import { aPractice, type Practice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'says once to the staff and once to the client that the organization is suspended, and lets both in afterwards',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database, { programs: ['Sleep better'] });
    const [rosa, sara] = [`rosa@${practice.domain}`, `sara@${practice.domain}`];
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [rosa, sara]);
    const client = await visit();
    await acceptAsNewPerson(client, (await mailbox.latest(rosa)).link, {
      firstName: 'Rosa',
      lastName: 'Tol',
    });
    const found: string[] = [];

    await suspend(database, practice, 'NOW(3)');
    // Whoever is at work is told at their next step, on whatever page that is.
    await desk.getByRole('link', { name: 'Programs' }).click();
    await desk.getByRole('heading', { name: `${practice.name} is suspended`, level: 1 }).waitFor();
    expect(await desk.getByRole('navigation').count()).toBe(0);
    found.push(...(await inspect(desk, 'suspended, staff')));
    await client.reload();
    await client.getByRole('heading', { name: `${practice.name} cannot be reached here now` }).waitFor();
    await client.getByText('+31 20 555 01 42').waitFor();
    found.push(...(await inspect(client, 'suspended, client')));
    const stranger = await visit();
    const { link } = await mailbox.latest(sara);
    await openLink(stranger, link, 'This invitation rests for the moment');
    await stranger.getByText('+31 20 555 01 42').waitFor();
    for (const unsaid of [/suspended/i, sara, 'Sleep better', practice.owner.name])
      expect(await stranger.getByText(unsaid).count(), String(unsaid)).toBe(0);
    found.push(...(await inspect(stranger, 'suspended, invited')));
    await stranger.getByRole('button', { name: 'Nederlands' }).click();
    await stranger.getByRole('heading', { name: 'Deze uitnodiging rust even' }).waitFor();
    await stranger.getByRole('button', { name: 'English' }).click();
    expect(found).toEqual([]);

    await suspend(database, practice, 'NULL');
    await desk.reload();
    await desk.getByRole('heading', { name: 'Programs', level: 1 }).waitFor();
    await client.reload();
    await client.getByText('You are in no program yet.').waitFor();
    await openLink(stranger, link, 'What is your name?');
    await acceptAsNewPerson(stranger, link, { firstName: 'Sara', lastName: 'Mol' });
  },
);

story(
  'shows of a colleague that they asked not to be invited, and invites them again once they want it',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const iris = `iris@${practice.domain}`;
    const desk = await openDesk(visit, practice);
    expect(await inviteIris(desk, practice, iris)).toEqual([]);
    const { link } = await mailbox.latest(iris);
    const found: string[] = [];

    const page = await visit();
    await openLink(page, link, 'What is your name?');
    await page.getByRole('link', { name: 'This isn’t me' }).click();
    await page.getByLabel('The first three letters').fill('iri');
    await page.getByLabel(`any other of ${practice.name}`).check();
    await page.getByRole('button', { name: 'Stop this invitation' }).click();
    await page.getByText('has been told and cannot invite this address again').waitFor();
    found.push(...(await inspect(page, 'stopped')));

    await desk.getByRole('link', { name: 'Staff', exact: true }).click();
    await desk.getByRole('link', { name: 'Iris Mulder' }).click();
    const notice = desk.getByRole('alert', { name: 'This address has asked not to be invited' });
    await notice.waitFor();
    found.push(...(await inspect(desk, 'unwilling colleague')));
    expect(await inviteIris(desk, practice, iris)).toEqual([{ code: 'SUPPRESSED' }]);
    await notice.getByRole('button', { name: 'The person wants to be invited again…' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Allow invitations again' }).click();
    await dialog.getByText('Give a reason of at least 5 characters.').waitFor();
    found.push(...(await inspect(desk, 'allow again')));
    await dialog.getByText('Asked for it by phone').click();
    await dialog.getByRole('button', { name: 'Allow invitations again' }).click();
    await notice.waitFor({ state: 'detached' });
    // What it was taken back for is offered in its place, filled in as she was invited before.
    await desk.getByText('The address can be invited again').waitFor();
    const again = desk.getByRole('button', { name: 'Invite again…' });
    await expect.poll(() => again.evaluate((button) => button === document.activeElement)).toBe(true);
    found.push(...(await inspect(desk, 'allowed again')));
    await again.click();
    const invitation = desk.getByRole('dialog', { name: 'Invite Iris Mulder again' });
    await invitation.getByRole('checkbox', { name: /^Assistant/, checked: true }).waitFor();
    await invitation.getByRole('button', { name: 'Continue to the message' }).click();
    await invitation.getByRole('button', { name: 'Send the invitation' }).click();
    await desk.getByText('Iris Mulder has been invited anew').waitFor();
    await openLink(page, (await mailbox.latest(iris, 2)).link, 'What is your name?');
    expect(found).toEqual([]);
  },
);

async function suspend(database: Database, { id }: Practice, when: 'NOW(3)' | 'NULL'): Promise<void> {
  await database.sql(`UPDATE organizations SET suspended_at = ${when} WHERE id = ?`, [id]);
}

/** The codes of what keeps her from being invited. */
async function inviteIris(desk: Page, { id: organizationId }: Practice, email: string): Promise<object[]> {
  const { inviteStaff } = await ask<{ inviteStaff: { errors: object[] } }>(
    desk,
    'mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { errors { code } } }',
    { input: { organizationId, email, firstName: 'Iris', lastName: 'Mulder', roleIds: ['ASSISTANT'] } },
  );
  return inviteStaff.errors;
}
