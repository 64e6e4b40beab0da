import { expect } from 'vitest';
import { passDays } from '../stage/database.ts';
import { act, invite, openDesk } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { acceptAsNewPerson, openLink } from '../stage/portal.ts';
import { aPractice, aUser, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('has no step of an invitation that keeps anybody out', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better'] });
  const [nora, olaf] = [`nora@${practice.domain}`, `olaf@${practice.domain}`];
  await aUser(database, { email: olaf, name: 'Olaf Smit' });
  await invite(await openDesk(visit, practice), practice, [nora, olaf]);
  const forNora = (await mailbox.latest(nora)).link;
  const forOlaf = (await mailbox.latest(olaf)).link;
  const page = await visit();
  const found: string[] = [];

  await openLink(page, forNora, 'What is your name?');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Fill in your first name.').waitFor();
  found.push(...(await inspect(page, 'name, refused')));
  await page.getByRole('link', { name: 'This isn’t me' }).click();
  await page.getByRole('heading', { name: 'Is this invitation not for you?' }).waitFor();
  found.push(...(await inspect(page, 'not me')));
  await page.getByRole('link', { name: 'Back to the invitation' }).click();
  await page.getByLabel('First name').fill('Nora');
  await page.getByLabel('Last name').fill('Prins');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  found.push(...(await inspect(page, 'password')));
  await openLink(page, forOlaf, 'Sign in to accept');
  found.push(...(await inspect(page, 'existing user')));
  await signIn(page, practice.owner.email);
  await openLink(page, forOlaf, 'This invitation is for somebody else');
  found.push(...(await inspect(page, 'somebody else')));
  await signIn(page, olaf);
  await openLink(page, forOlaf, 'Do you accept this invitation?');
  found.push(...(await inspect(page, 'accept')));
  await acceptAsNewPerson(await visit(), forNora, { firstName: 'Nora', lastName: 'Prins' });
  await page.context().clearCookies();
  await openLink(page, forNora, 'This invitation has already been accepted');
  found.push(...(await inspect(page, 'accepted already')));
  expect(found).toEqual([]);
});

story(
  'has no closed link and no page around it that keeps anybody out',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database, { programs: ['Sleep better'] });
    const [piet, quinten] = [`piet@${practice.domain}`, `quinten@${practice.domain}`];
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [piet, quinten]);
    const { link } = await mailbox.latest(piet);
    await desk.goto(`/admin/o/${practice.slug}/invitations`);
    await act(desk, quinten, 'Withdraw…');
    await desk.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await passDays(database, practice, 15);
    const page = await visit();
    const found: string[] = [];

    await openLink(page, link, 'This invitation has expired');
    found.push(...(await inspect(page, 'expired')));
    await openLink(page, (await mailbox.latest(quinten)).link, 'This invitation has been withdrawn');
    found.push(...(await inspect(page, 'withdrawn')));
    await openLink(page, '/portal/invitation#inv_nothing', 'This link does not work');
    found.push(...(await inspect(page, 'unknown')));
    await openLink(page, '/portal/forgot-password', 'Forgot your password?');
    found.push(...(await inspect(page, 'forgot password')));
    await openLink(page, '/portal/reset-password#none', /new password|no longer works/);
    found.push(...(await inspect(page, 'new password')));
    await openLink(page, '/portal/no/such/page', 'This page does not exist');
    found.push(...(await inspect(page, 'no such page')));
    await openLink(page, '/portal/sign-in', 'Sign in');
    found.push(...(await inspect(page, 'sign in')));
    expect(found).toEqual([]);
  },
);

story('has a mail and a home that keep nobody out', async ({ database, mailbox, visit }) => {
  const practice = await aPractice(database, { programs: ['Sleep better'] });
  const rosa = `rosa@${practice.domain}`;
  await invite(await openDesk(visit, practice), practice, [rosa]);
  const page = await visit();
  const mail = await mailbox.latest(rosa);
  await page.setContent(mail.html);
  // A mail is shown inside the page of a mail program, which has the landmarks.
  expect(await inspect(page, 'mail', ['landmark-one-main', 'region'])).toEqual([]);
  await acceptAsNewPerson(page, mail.link, { firstName: 'Rosa', lastName: 'Tol' });
  expect(await inspect(page, 'home')).toEqual([]);
});
