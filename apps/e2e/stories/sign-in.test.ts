import { expect } from 'vitest';
import { inspect } from '../stage/inspect.ts';
import { aColleague, aPractice, PASSWORD, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('signs staff in, and brings them to their own clients', async ({ database, visit }) => {
  const { owner, name } = await aPractice(database);
  const page = await visit();
  await page.goto('/admin/');
  // Whoever comes to the desk types at once.
  await page.getByLabel('E-mail address').waitFor();
  await page.keyboard.type(owner.email);
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The address or the password is not right.').waitFor();

  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
  await page.getByText(name).first().waitFor();

  await page.goto('/admin/o/somebody-else/clients');
  await page.getByText('You are not in this organization').waitFor();

  // Whoever leaves the desk knows whether they are out.
  await page.goto('/admin/');
  const signOut = async () => {
    await page.getByRole('button', { name: owner.name }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
  await page.context().setOffline(true);
  await signOut();
  await page.getByText('You are still signed in').waitFor();
  await page.context().setOffline(false);
  // The rail of a phone is a drawer, with room for a menu above and not beside.
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await signOut();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

story('asks somebody of two organizations which one, and remembers it', async ({ database, visit }) => {
  const [linde, wilg] = [await aPractice(database), await aPractice(database, { name: 'Praktijk De Wilg' })];
  const [{ id: userId } = { id: '' }] = await database.sql<{ id: string }>(
    'SELECT id FROM users WHERE email = ?',
    [linde.owner.email],
  );
  const bram = await aColleague(database, wilg, {
    firstName: 'Bram',
    lastName: 'Visser',
    roles: ['ASSISTANT'],
  });
  await database.sql('UPDATE staff_members SET user_id = ? WHERE id = ?', [userId, bram.staffMemberId]);

  const page = await visit();
  await signIn(page, linde.owner.email);
  await page.goto('/admin/');
  await page.getByRole('heading', { name: 'Choose an organization', level: 1 }).waitFor();
  await page.getByRole('link', { name: linde.name }).waitFor();
  expect(await inspect(page, 'choose an organization')).toEqual([]);
  await page.getByRole('link', { name: wilg.name }).click();
  await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/admin/o/${wilg.slug}/clients`);
  await page.goto('/admin/');
  await page.getByRole('button', { name: wilg.name }).waitFor();
});

story('mails a link for a new password, which works once', async ({ database, mailbox, visit }) => {
  const { owner } = await aPractice(database);
  const page = await visit();
  await page.goto('/admin/sign-in');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText('Look in your inbox').waitFor();

  const { link, recipients } = await mailbox.latest(owner.email);
  expect(recipients).toEqual([owner.email]);
  await page.goto(link);
  await page.getByLabel('New password').fill('another long walk by the sea');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/has been changed|is saved/).waitFor();

  await page.goto('/admin/sign-in');
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('another long walk by the sea');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();

  const later = await visit();
  await later.goto(link);
  await later.getByLabel('New password').fill('a third walk, in the hills');
  await later.getByRole('button', { name: 'Save' }).click();
  await later.getByText(/no longer works|does not work any more/).waitFor();
});
