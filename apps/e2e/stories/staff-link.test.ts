import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask } from '../stage/api.ts';
import { inspect } from '../stage/inspect.ts';
import type { Mailbox } from '../stage/mailbox.ts';
import { openLink } from '../stage/portal.ts';
import { aPractice, aUser, PASSWORD, type Practice, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'lets somebody who has a user join the staff once, whoever is signed in on the way',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const lars = { email: `lars@${practice.domain}`, name: 'Lars Mulder' };
    const mila = { email: `mila@${practice.domain}`, name: 'Mila Bos' };
    await aUser(database, lars);
    const milasUser = await aUser(database, mila);
    const desk = await visit();
    await signIn(desk, practice.owner.email);
    const forLars = await inviteStaff(desk, mailbox, practice, lars);

    const page = await visit();
    await signIn(page, mila.email);
    await openLink(page, forLars, 'This invitation is for somebody else');
    await page.getByText(`You are signed in as ${mila.email}`).waitFor();
    // As it was for whoever else opens it.
    await openLink(await visit(), forLars, 'Sign in to accept');
    await page.getByRole('button', { name: 'Sign out and continue' }).click();
    await page.getByRole('heading', { name: 'Sign in to accept' }).waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in and accept' }).click();
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Lars Mulder' }).waitFor();
    // To whoever comes back to its page, a link that has served is none that does not work.
    await page.goto('/portal/invitation');
    await page.getByRole('link', { name: 'To the pages for staff' }).waitFor();
    await openLink(page, forLars, 'This invitation has already been accepted');
    const found = await inspect(page, 'accepted already, staff');
    await page.getByRole('link', { name: 'To my work' }).click();
    await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();

    // On the staff by now, under another address on file.
    const forMila = await inviteStaff(desk, mailbox, practice, mila);
    await database.sql(
      `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name, activated_at)
       VALUES (UUID(), ?, ?, ?, 'Mila', 'Bos', NOW(3))`,
      [practice.id, milasUser, `m.bos@${practice.domain}`],
    );
    const hers = await visit({ width: 390 });
    await openLink(hers, forMila, 'You work with Praktijk De Linde already');
    found.push(...(await inspect(hers, 'colleague already')));
    await hers.getByRole('link', { name: 'To my work' }).click();
    await hers.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(hers.url()).searchParams.get('next')).toBe(`/o/${practice.slug}`);

    // And no longer on the staff: who manages it has to bring her back.
    await database.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE user_id = ?', [milasUser]);
    await openLink(hers, forMila, 'You have worked with Praktijk De Linde before');
    found.push(...(await inspect(hers, 'former colleague')));
    expect(found).toEqual([]);
  },
);

async function inviteStaff(
  desk: Page,
  mailbox: Mailbox,
  { id: organizationId }: Practice,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const [firstName, lastName] = name.split(' ');
  const { inviteStaff: answer } = await ask<{ inviteStaff: { errors: object[] } }>(
    desk,
    `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { errors { code message } } }`,
    { input: { organizationId, email, firstName, lastName, roleIds: ['ASSISTANT'] } },
  );
  expect(answer.errors).toEqual([]);
  return (await mailbox.latest(email)).link;
}
