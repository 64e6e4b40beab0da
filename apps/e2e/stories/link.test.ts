import { expect } from 'vitest';
import { passDays } from '../stage/database.ts';
import { act, invite, openDesk, rowOf } from '../stage/desk.ts';
import { inspect } from '../stage/inspect.ts';
import { acceptAsNewPerson, openLink } from '../stage/portal.ts';
import { aPractice } from '../stage/practice.ts';
import { story } from '../stage/story.ts';

story(
  'makes the same link work again after expiry, when the holder asks and staff resend',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const address = `eva@${practice.domain}`;
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [address]);
    const { link } = await mailbox.latest(address);
    await passDays(database, practice, 15);

    const eva = await visit();
    const asked: { url: string; referer: string | undefined }[] = [];
    eva.on('request', (request) => asked.push({ url: request.url(), referer: request.headers().referer }));
    await openLink(eva, link, 'This invitation has expired');
    await eva.getByRole('button', { name: 'Ask for a new one' }).click();
    await eva
      .getByRole('heading', { name: 'Praktijk De Linde knows that you want a new invitation' })
      .waitFor();
    expect(await inspect(eva, 'asked for a new one')).toEqual([]);
    const told = await mailbox.latest(practice.owner.email);
    expect(told.subject).toContain('asks for a new invitation');
    await openLink(eva, link, 'Praktijk De Linde knows that you want a new invitation');
    expect(await mailbox.count(practice.owner.email)).toBe(1);

    await desk.goto(told.link);
    await desk.getByText('Asked for a new').first().waitFor();
    await desk.goto(`/admin/o/${practice.slug}/invitations`);
    await act(desk, address, /^Resend/);
    const resent = await mailbox.latest(address, 2);
    expect(resent.link).toBe(link);

    await openLink(eva, link, 'What is your name?');
    await acceptAsNewPerson(eva, link, { firstName: 'Eva', lastName: 'Smit' });
    // The link is told to nobody: not to another site, in no address and in no Referer.
    expect(asked.length).toBeGreaterThan(5);
    const { origin } = new URL(link);
    for (const { url, referer } of asked) {
      if (!url.startsWith('data:')) expect(new URL(url).origin).toBe(origin);
      expect(`${url.split('#')[0]} ${referer ?? ''}`).not.toContain('inv_');
    }
    const again = await visit();
    await openLink(again, link, 'This invitation has already been accepted');
  },
);

story(
  'kills the link of a withdrawn invitation, and a new invitation brings a new one',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const address = `gijs@${practice.domain}`;
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [address]);
    const { link } = await mailbox.latest(address);

    await desk.goto(`/admin/o/${practice.slug}/invitations`);
    await act(desk, address, 'Remind');
    expect((await mailbox.latest(address, 2)).link).toBe(link);

    await act(desk, address, 'Withdraw…');
    const question = desk.getByRole('dialog', { name: `Withdraw the invitation of ${address}?` });
    await question.getByRole('button', { name: 'Withdraw' }).click();
    await question.waitFor({ state: 'hidden' });

    const gijs = await visit();
    await openLink(gijs, link, 'This invitation has been withdrawn');
    // Whom to call stands there, and nothing of him.
    await gijs.getByText('+31 20 555 01 42').waitFor();
    expect(await gijs.getByText(address).count()).toBe(0);

    await desk.goto(`/admin/o/${practice.slug}/clients`);
    await rowOf(desk, address).getByText('Invite withdrawn').waitFor();
    await act(desk, address, /^Send without editing/);
    const anew = await mailbox.latest(address, 3);
    expect(anew.link).not.toBe(link);
    await openLink(gijs, link, 'This link does not work');
    await openLink(gijs, anew.link, 'What is your name?');
  },
);

story(
  'lets a scanner look as often as it likes, and the recipient still gets in',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const address = `hanna@${practice.domain}`;
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [address]);
    const { link } = await mailbox.latest(address);

    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await fetch(link, { method });
      expect(answer.status).toBe(200);
    }
    const scanner = await visit();
    for (let time = 0; time < 3; time += 1) await openLink(scanner, link, 'What is your name?');
    // Those that press what they find get no further than an empty form.
    await scanner.getByRole('button', { name: 'Continue' }).click();
    await scanner.getByText('Fill in your first name.').waitFor();
    const [{ status } = { status: '' }] = await database.sql<{ status: string }>(
      'SELECT status FROM invitations WHERE organization_id = ?',
      [practice.id],
    );
    expect(status).toBe('PENDING');

    const hanna = await visit();
    await acceptAsNewPerson(hanna, link, { firstName: 'Hanna', lastName: 'Vos' });
    // Said once: it is no news any more after a reload.
    await hanna.getByText('It worked').waitFor();
    await hanna.reload();
    await hanna.getByText('You are in no program yet.').waitFor();
    expect(await hanna.getByText('It worked').count()).toBe(0);
    await hanna.goBack();
    await hanna.getByRole('heading', { name: 'Welcome, Hanna' }).waitFor();
  },
);

story(
  'stops a misdirected invitation at “This isn’t me”, and tells whoever sent it',
  async ({ database, mailbox, visit }) => {
    const practice = await aPractice(database);
    const address = `ivo@${practice.domain}`;
    const desk = await openDesk(visit, practice);
    await invite(desk, practice, [address]);
    const { link } = await mailbox.latest(address);

    const stranger = await visit();
    await openLink(stranger, link, 'What is your name?');
    await stranger.getByRole('link', { name: 'This isn’t me' }).click();
    // A scanner that presses what it finds stops nothing: a person types what they read.
    await stranger.getByRole('button', { name: 'Stop this invitation' }).click();
    await stranger.getByText('Type the first three letters of the address').waitFor();
    await stranger.getByLabel('The first three letters').fill('ivo');
    await stranger.getByLabel('Any invitation to this address').check();
    await stranger.getByRole('button', { name: 'Stop this invitation' }).click();
    await stranger.getByRole('heading', { name: 'The invitation has been stopped' }).waitFor();
    expect((await mailbox.latest(practice.owner.email)).subject).toBe(
      'An invitation reached the wrong person',
    );
    await openLink(await visit(), link, 'This invitation has been withdrawn');
    await desk.reload();
    await rowOf(desk, address).getByText('Invite withdrawn').waitFor();
    await rowOf(desk, address)
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await desk.getByText('This address has asked not to be invited.').first().waitFor();

    // What stands for everybody only the person takes back, with the link of the last mail.
    const last = await mailbox.latest(address, 2);
    expect(last.subject).toBe('Nobody here will invite you again');
    const found: string[] = [];
    const beInvitedAgain = async (email: string) => {
      await stranger.getByLabel('Your e-mail address').fill(email);
      await stranger.getByRole('button', { name: 'Let me be invited again' }).click();
    };
    await openLink(stranger, last.link, 'May you be invited again?');
    await beInvitedAgain(practice.owner.email);
    await stranger.getByText('This is not the address that the mail came to.').waitFor();
    found.push(...(await inspect(stranger, 'be invited again, refused')));
    await beInvitedAgain(address);
    await stranger.getByRole('heading', { name: 'You can be invited again' }).waitFor();
    found.push(...(await inspect(stranger, 'invited again')));
    await openLink(stranger, '/portal/mail-again#sup_nothing', 'May you be invited again?');
    await beInvitedAgain(address);
    await stranger.getByRole('heading', { name: 'This link does not work' }).waitFor();
    found.push(...(await inspect(stranger, 'be invited again, dead link')));
    expect(found).toEqual([]);
  },
);
