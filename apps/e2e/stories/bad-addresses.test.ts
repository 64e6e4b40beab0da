import { expect } from 'vitest';
import { openDesk, rowOf } from '../stage/desk.ts';
import { paste } from '../stage/paste.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story('names a bad address and goes no further until it is repaired', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  await desk.getByRole('link', { name: 'Create client' }).first().click();
  const dialog = desk.getByRole('dialog', { name: 'Create clients' });
  const good = [`anna@${practice.domain}`, `bob@${practice.domain}`];
  await paste(
    dialog.getByLabel('E-mail addresses'),
    [...good, 'carla.example.com', 'dirk@gmial.com'].join(', '),
  );

  const notes = dialog.getByRole('list', { name: 'What to look at' });
  await notes.getByText('1 address cannot be used.').waitFor();
  await notes.getByText('carla.example.com: the @ is missing.').waitFor();
  const create = dialog.getByRole('button', { name: /^Create \d+ clients?$/ });
  expect(await create.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByText('Correct or remove the red address first.').waitFor();
  await create.click({ force: true });
  // It leads to what is wrong instead.
  await desk.keyboard.press('Enter');
  const editor = dialog.getByLabel('Change carla.example.com');
  await editor.fill(`carla@${practice.domain}`);
  await editor.press('Enter');
  await notes.getByText('cannot be used').waitFor({ state: 'hidden' });

  await notes.getByText('Did you mean gmail.com?').waitFor();
  await notes.getByRole('button', { name: 'dirk@gmial.com → dirk@gmail.com' }).click();
  await notes.getByText('Did you mean').waitFor({ state: 'hidden' });

  await dialog.getByRole('button', { name: 'Create 4 clients' }).click();
  await dialog.getByText('4 clients created.').waitFor();
  await dialog.getByRole('button', { name: 'Skip for now' }).click();
  await rowOf(desk, `carla@${practice.domain}`).getByText('Not invited').waitFor();
  await rowOf(desk, 'dirk@gmail.com').waitFor();
});

story('counts a repetition once, greys it, and says who is a client already', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  await desk.getByRole('link', { name: 'Create client' }).first().click();
  const dialog = desk.getByRole('dialog', { name: 'Create clients' });
  await paste(dialog.getByLabel('E-mail addresses'), `eva@${practice.domain} Finn <finn@${practice.domain}>`);
  await dialog.getByRole('button', { name: 'Create 2 clients' }).click();
  await dialog.getByRole('button', { name: 'Skip for now' }).click();

  await desk.getByRole('link', { name: 'Create client' }).first().click();
  await paste(
    dialog.getByLabel('E-mail addresses'),
    `EVA@${practice.domain}; gijs@${practice.domain}\tgijs@${practice.domain}\nhugo@${practice.domain}`,
  );
  await dialog.getByText('3 / 200').waitFor();
  const notes = dialog.getByRole('list', { name: 'What to look at' });
  await notes.getByText('1 address is in the list twice. It counts once.').waitFor();
  await notes.getByText('1 is a client already and is not created again.').waitFor();
  expect(await dialog.locator('[data-state="duplicate"]').count()).toBe(1);
  await notes.getByRole('button', { name: 'Remove the repetition' }).click();
  await dialog.getByRole('button', { name: 'Create 2 clients' }).click();
  await dialog.getByText('2 clients created.').waitFor();
});

story('takes 200 addresses and not one more', async ({ database, visit }) => {
  const practice = await aPractice(database);
  const desk = await openDesk(visit, practice);
  await desk.goto(`/admin/o/${practice.slug}/clients/create/who`);
  const dialog = desk.getByRole('dialog', { name: 'Create clients' });
  const column = Array.from({ length: 203 }, (_, index) => `c${index}@${practice.domain}`).join('\n');
  await paste(dialog.getByLabel('E-mail addresses'), column);
  await dialog.getByText('203 / 200').waitFor();
  await dialog.getByText('At most 200 addresses at a time: that is 3 too many.').waitFor();
  const create = dialog.getByRole('button', { name: /^Create \d+ clients$/ });
  expect(await create.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByRole('button', { name: 'Keep the first 200' }).click();
  await dialog.getByText('200 / 200').waitFor();
  await dialog.getByRole('button', { name: 'Create 200 clients' }).click();
  await dialog.getByText('200 clients created.').waitFor();
});
