import { randomBytes } from 'node:crypto';
import { paste } from '../stage/paste.ts';
import { acceptAsNewPerson, CLIENT_PASSWORD, openLink } from '../stage/portal.ts';
import { story } from '../stage/story.ts';

story('lets somebody who works alone begin, and invite the first client', async ({ mailbox, visit }) => {
  const domain = `iris-${randomBytes(4).toString('hex')}.example.com`;
  const [iris, first] = [`iris@${domain}`, `first@${domain}`];
  const page = await visit();
  await openLink(page, '/admin/start', 'Start your practice');
  await page.getByLabel('First name').fill('Iris');
  await page.getByLabel('Last name').fill('Mol');
  await page.getByLabel('E-mail address').fill(iris);
  await page.getByLabel('Name of the practice').fill(`Praktijk ${domain.split('.')[0]}`);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByRole('heading', { name: 'Look in your inbox' }).waitFor();

  const { link } = await mailbox.latest(iris);
  await openLink(page, link, 'Start your practice');
  await page.getByRole('textbox', { name: 'Choose a password' }).fill(CLIENT_PASSWORD);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('No clients yet').waitFor();

  await page.getByRole('link', { name: 'Create client' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create clients' });
  await paste(dialog.getByLabel('E-mail addresses'), first);
  await dialog.getByRole('button', { name: 'Create 1 client' }).click();
  // Offered first, as to every clinician who invites.
  await dialog.getByText('Iris Mol', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Send 1 invitation' }).click();
  await dialog.getByText('Sent to 1 person.').first().waitFor();

  const client = await visit();
  await acceptAsNewPerson(client, (await mailbox.latest(first)).link, {
    firstName: 'Tijn',
    lastName: 'Bos',
  });
  await client.getByText(`you are now a client of Praktijk ${domain.split('.')[0]}`).waitFor();

  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await page.getByRole('link', { name: 'Tijn Bos' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Iris Mol' }).getByText('Active since').waitFor();
});
