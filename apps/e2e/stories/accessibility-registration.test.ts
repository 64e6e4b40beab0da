import { expect } from 'vitest';
import { createClient, openDesk } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { openLink } from '../stage/portal.ts';
import { aPractice, aUser } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('has no step of registering that keeps anybody out', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database);
  const page = await visit();
  const found: string[] = [];
  await openLink(page, `/portal/register/${practice.slug}`, 'Praktijk De Linde works by invitation');
  found.push(...(await inspect(page, 'by invitation only')));
  await database.sql(
    `UPDATE organizations SET registration_mode = 'OPEN', description = 'A practice', treatments = 'Sleep\nGrief' WHERE id = ?`,
    [practice.id],
  );
  await openLink(page, `/portal/register/${practice.slug}`, 'Become a client of Praktijk De Linde');
  await page.getByRole('button', { name: 'Send me the mail' }).click();
  await page.getByText('Fill in your e-mail address.').waitFor();
  found.push(...(await inspect(page, 'register, refused')));
  await page.getByLabel('E-mail address').fill(`nora@${practice.domain}`);
  await page.getByRole('button', { name: 'Send me the mail' }).click();
  await page.getByRole('heading', { name: 'Look in your mailbox' }).waitFor();
  found.push(...(await inspect(page, 'mail sent')));
  const mail = await mailbox.latest(`nora@${practice.domain}`);
  await openLink(page, mail.link, 'What is your name?');
  found.push(...(await inspect(page, 'name')));
  const suspend = (when: 'NOW(3)' | 'NULL') =>
    database.sql(`UPDATE organizations SET suspended_at = ${when} WHERE id = ?`, [practice.id]);
  await suspend('NOW(3)');
  await openLink(page, mail.link, 'Your registration rests for the moment');
  await page.getByText('+31 20 555 01 42').waitFor();
  for (const unsaid of [/suspended/i, `nora@${practice.domain}`])
    expect(await page.getByText(unsaid).count(), String(unsaid)).toBe(0);
  found.push(...(await inspect(page, 'registration that rests')));
  await page.getByRole('button', { name: 'Nederlands' }).click();
  await page.getByRole('heading', { name: 'Uw aanmelding rust even' }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await suspend('NULL');
  await openLink(page, mail.link, 'What is your name?');
  await page.getByLabel('First name').fill('Nora');
  await page.getByLabel('Last name').fill('Prins');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  found.push(...(await inspect(page, 'password')));
  await openLink(page, '/portal/registration#reg_nothing', 'This link does not work');
  found.push(...(await inspect(page, 'dead link')));
  expect(found).toEqual([]);
});

story('has no request, setting or beginning that keeps anybody out', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better'] });
  const desk = await openDesk(visit, practice);
  const found: string[] = [];
  const userId = await aUser(database, { email: `vera@${practice.domain}`, name: 'Vera Willems' });
  await createClient(desk, practice, { firstName: 'Vera', lastName: 'Willems' });
  await database.sql(
    `INSERT INTO registrations (id, organization_id, email, status, first_name, last_name, user_id, expires_at, requested_at)
     VALUES (UUID(), ?, ?, 'WAITING', 'Vera', 'Willems', ?, NOW(3), NOW(3))`,
    [practice.id, `vera@${practice.domain}`, userId],
  );
  await desk.goto(`/admin/o/${practice.slug}/registrations`);
  await desk.getByRole('button', { name: 'Approve: Vera Willems' }).waitFor();
  found.push(...(await inspect(desk, 'requests')));
  await desk.getByRole('button', { name: 'Approve: Vera Willems' }).click();
  await desk.getByRole('dialog').getByLabel('Client number').waitFor();
  found.push(...(await inspect(desk, 'approve')));
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Decline: Vera Willems' }).click();
  await desk.getByRole('dialog').getByLabel('Reason', { exact: true }).waitFor();
  found.push(...(await inspect(desk, 'decline')));
  await desk.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
  await desk.getByText('Nobody is waiting').waitFor();
  await desk.goto(`/admin/o/${practice.slug}/registrations?show=answered`);
  await desk.getByText('by Fenna Bakker').waitFor();
  found.push(...(await inspect(desk, 'answered requests')));
  await desk.goto(`/admin/o/${practice.slug}/settings`);
  await desk.getByLabel('Your registration page').waitFor();
  found.push(...(await inspect(desk, 'settings')));
  await desk.goto('/admin/organizations/new');
  await desk.getByRole('button', { name: 'Create the organization' }).click();
  await desk.getByText('Give the practice a name.').waitFor();
  found.push(...(await inspect(desk, 'new organization, refused')));

  const page = await visit();
  const olga = `olga@${practice.domain}`;
  await openLink(page, '/admin/start', 'Start your practice');
  await page.getByLabel('First name').fill('Olga');
  await page.getByLabel('Last name').fill('Prins');
  await page.getByLabel('E-mail address').fill(olga);
  found.push(...(await inspect(page, 'start')));
  await page.getByLabel('Name of the practice').fill('De Eik');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await openLink(page, (await mailbox.latest(olga)).link, 'Start your practice');
  found.push(...(await inspect(page, 'start, confirmed')));
  expect(found).toEqual([]);
});
