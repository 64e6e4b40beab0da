import { expect } from 'vitest';
import { openDesk } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { aColleague, aPractice, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'lets an owner make a role and give it, and it counts in the session that is open',
  async ({ database, visit }) => {
    const practice = await aPractice(database, { programs: ['Sleep better'] });
    const bram = await aColleague(database, practice, {
      firstName: 'Bram',
      lastName: 'Visser',
      roles: ['CLINICIAN'],
    });
    const his = await visit();
    await signIn(his, bram.email);
    await his.goto(`/admin/o/${practice.slug}/staff`);
    await his.getByRole('heading', { name: 'This page is not for your roles' }).waitFor();
    await his.getByText('You are clinician here.').waitFor();
    const found = await inspect(his, 'not for your roles');
    await his.getByRole('link', { name: 'Programs' }).click();
    await his.getByText('Sleep better').waitFor();
    expect(await his.getByRole('button', { name: 'Create program' }).count()).toBe(0);

    const desk = await openDesk(visit, practice);
    await desk.getByRole('link', { name: 'Staff' }).click();
    await desk.getByRole('link', { name: 'Roles' }).click();
    await desk.getByRole('button', { name: 'Create role' }).first().click();
    const form = desk.getByRole('dialog', { name: 'Create a role' });
    await form.getByLabel('Name', { exact: true }).fill('owner');
    await form.getByRole('checkbox', { name: 'Manage programs' }).check();
    await form.getByRole('button', { name: 'Create role' }).click();
    await form.getByText('A built-in role has this name.').waitFor();
    await form.getByLabel('Name', { exact: true }).fill('Planner');
    found.push(...(await inspect(desk, 'create a role')));
    await form.getByRole('button', { name: 'Create role' }).click();
    await desk.getByText('Planner', { exact: true }).waitFor();
    found.push(...(await inspect(desk, 'roles')));

    await desk.getByRole('link', { name: 'People' }).click();
    await desk.getByRole('link', { name: 'Bram Visser' }).waitFor();
    found.push(...(await inspect(desk, 'staff')));
    await desk.getByRole('link', { name: 'Bram Visser' }).click();
    await desk.getByRole('button', { name: 'Change roles' }).click();
    const roles = desk.getByRole('dialog', { name: 'Roles of Bram Visser' });
    await roles.getByRole('checkbox', { name: 'Planner' }).check();
    await roles.getByText('May now also: Manage programs').waitFor();
    found.push(...(await inspect(desk, 'change roles')));
    await roles.getByRole('button', { name: 'Save roles' }).click();
    await roles.waitFor({ state: 'detached' });
    await desk.getByText('Planner', { exact: true }).waitFor();
    found.push(...(await inspect(desk, 'one staff member')));
    expect(found).toEqual([]);

    await his.reload();
    await his.getByRole('button', { name: 'Create program' }).click();
    await desk.getByRole('button', { name: 'Deactivate' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await desk.getByText('Bram Visser is deactivated.').waitFor();
    const program = his.getByRole('dialog');
    await program.getByLabel('Name').fill('Too late');
    await program.getByRole('button', { name: 'Create program' }).click();
    await his.getByText('Nothing was changed').waitFor();
    await his.reload();
    await his.getByText('You are not in this organization').waitFor();
    expect(await inspect(his, 'not in this organization')).toEqual([]);
  },
);

story('lets an administrator leave and come back, but never the last owner', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const ruth = await aColleague(database, practice, {
    firstName: 'Ruth',
    lastName: 'Okafor',
    roles: ['ADMINISTRATOR'],
  });
  const owner = await visit();
  await signIn(owner, practice.owner.email);
  await owner.goto(`/admin/o/${practice.slug}/settings`);
  await owner.getByText('An organization always has an active owner').waitFor();
  expect(await owner.getByRole('button', { name: 'Leave Praktijk De Linde' }).isDisabled()).toBe(true);

  const hers = await visit();
  await signIn(hers, ruth.email);
  await hers.goto(`/admin/o/${practice.slug}/settings`);
  await hers.getByRole('button', { name: 'Leave Praktijk De Linde' }).click();
  const question = hers.getByRole('dialog', { name: 'Leave Praktijk De Linde?' });
  await question.getByText('You see nothing of Praktijk De Linde any more').waitFor();
  const found = await inspect(hers, 'leave');
  await question.getByRole('button', { name: 'Leave' }).click();
  await hers.getByRole('heading', { name: 'You are not a staff member yet' }).waitFor();
  found.push(...(await inspect(hers, 'no staff member')));
  expect(found).toEqual([]);

  await owner.goto(`/admin/o/${practice.slug}/staff?status=DEACTIVATED`);
  await owner.getByRole('link', { name: 'Ruth Okafor' }).click();
  await owner.getByRole('button', { name: 'Reactivate' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click();
  await owner.getByText('Ruth Okafor is active again.').waitFor();
  await hers.goto(`/admin/o/${practice.slug}/staff`);
  await hers.getByRole('link', { name: 'Fenna Bakker' }).waitFor();
});
