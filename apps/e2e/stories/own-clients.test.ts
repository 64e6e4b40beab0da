import { describe, expect } from 'vitest';
import { createClient, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { acceptAsNewPerson } from '../stage/portal.ts';
import { aColleague, aPractice, signIn } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

describe('a clinician', () => {
  story(
    'invites a client of their own, is connected once the client accepts, and sees nobody else',
    async ({ visit, database, mailbox }) => {
      const practice = await aPractice(database, { programs: ['Sleep better'] });
      const bram = await aColleague(database, practice, {
        firstName: 'Bram',
        lastName: 'Visser',
        roles: ['CLINICIAN'],
        permissions: ['clients.inviteOwn'],
      });
      const front = await openDesk(visit, practice);
      const otherId = await createClient(front, practice, {
        firstName: 'Otto',
        email: `otto@${practice.domain}`,
      });

      const desk = await visit();
      await signIn(desk, bram.email);
      await desk.goto(`/admin/o/${practice.slug}/clients`);
      await desk.getByRole('heading', { name: 'No clients of yours yet' }).waitFor();
      expect(await desk.getByRole('link', { name: 'Create client' }).count()).toBe(0);
      await desk.getByRole('link', { name: 'Manage clients' }).click();
      await desk.getByRole('link', { name: 'Invite one client' }).first().click();
      const dialog = desk.getByRole('dialog');
      await dialog.getByText('The client is connected with you, Bram Visser.').waitFor();
      await expect.poll(() => dialog.getByLabel('Client number').inputValue()).toBe('C-0002');
      await dialog.getByLabel('First name').fill('Ada');
      await dialog.getByLabel('Last name').fill('de Vries');
      // The address of somebody who is there and not theirs: they learn no more than that.
      await dialog.getByLabel('E-mail address').fill(`otto@${practice.domain}`);
      await dialog.getByRole('button', { name: 'Next: the message' }).click();
      await dialog.getByRole('button', { name: 'Create and invite' }).click();
      await dialog.getByText(/This address is taken by a client whom you are not connected with/).waitFor();
      const found = await inspect(desk, 'invite one client, refused');
      const ada = `ada@${practice.domain}`;
      await dialog.getByLabel('E-mail address').fill(ada);
      await dialog.getByLabel('Client number').fill('C-0001');
      await dialog.getByRole('button', { name: 'Next: the message' }).click();
      await dialog.getByRole('button', { name: 'Create and invite' }).click();
      await dialog.getByRole('button', { name: 'Use C-0002, which is free' }).click();
      await dialog.getByRole('button', { name: 'Next: the message' }).click();
      const mail = dialog.frameLocator('iframe');
      await mail.getByText('you are connected with Bram Visser').waitFor();
      found.push(...(await inspect(desk, 'invite one client, message')));
      expect(found).toEqual([]);
      await dialog.getByRole('button', { name: 'Create and invite' }).click();

      await desk.getByRole('heading', { name: 'Ada de Vries', level: 1 }).waitFor();
      await desk.getByText('You can open the record as soon as Ada de Vries has accepted.').waitFor();
      const invitation = await mailbox.latest(ada);
      expect(invitation.text).toContain('Once you have accepted, you are connected with Bram Visser.');
      const portal = await visit({ width: 390 });
      await acceptAsNewPerson(portal, invitation.link, { firstName: 'Ada', lastName: 'de Vries' });
      await portal.getByRole('heading', { name: 'You are connected with' }).waitFor();
      await portal.getByText('Bram Visser').waitFor();

      const [, toAda] = await mailbox.mails(ada, 2);
      expect(toAda?.text).toContain('connected you with Bram Visser');
      const toBram = await mailbox.latest(bram.email);
      expect(toBram.text).toContain('You are now connected with Ada de Vries.');
      expect(toBram.text).not.toContain(ada);
      await desk.goto(toBram.link);
      await desk.getByText('Active since').first().waitFor();
      expect(await desk.getByText('You can open the record as soon as').count()).toBe(0);
      await desk.goto(`/admin/o/${practice.slug}/clients`);
      await rowOf(desk, 'Ada de Vries').waitFor();
      expect(await desk.getByText('Otto').count()).toBe(0);
      await desk.goto(`/admin/o/${practice.slug}/clients/${otherId}`);
      await desk.getByText('There is no such client').first().waitFor();
      expect(await mailbox.count(ada)).toBe(2);
      expect(await mailbox.count(bram.email)).toBe(1);
    },
  );
});
