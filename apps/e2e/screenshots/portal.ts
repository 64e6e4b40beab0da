import { ask } from '../stage/api.ts';
import { openMailbox } from '../stage/mailbox.ts';
import { demoOrganizationId } from './demo-desk.ts';
import type { Studio } from './studio.ts';

/** A client's side of it: the mail as it came, and the pages behind its button. */
export async function takeMailAndPortal(studio: Studio): Promise<void> {
  const mailbox = openMailbox(studio.system.inboxUrl);
  const ada = 'ada.lindeman@example.org';
  const desk = await studio.open();
  await desk.request.post('/api/auth/sign-in/email', {
    data: { email: 'fenna@demo.example', password: 'anteroom-demo' },
  });
  const organizationId = await demoOrganizationId(desk);
  const { programs } = await ask<{ programs: { nodes: { id: string }[] } }>(
    desk,
    `query ($id: ID!) { programs(organizationId: $id, search: "Sleep better", first: 1) { nodes { id } } }`,
    { id: organizationId },
  );
  await ask(
    desk,
    `mutation ($input: CreateClientInput!) { createClient(input: $input) { errors { code } } }`,
    {
      input: {
        organizationId,
        firstName: 'Ada',
        lastName: 'Lindeman',
        email: ada,
        programId: programs.nodes[0]?.id,
        invitation: {},
      },
    },
  );
  const mail = await mailbox.latest(ada);

  const paper = await studio.open({ width: 760, height: 740 });
  // As from a practice that has a name on the network.
  await paper.setContent(
    mail.html.replaceAll(`${studio.system.url}/portal`, 'https://portal.delinde.example/portal'),
  );
  await studio.take(paper, 'mail');
  const portal = await studio.open();
  await portal.goto(mail.link);
  await portal.getByRole('heading', { name: 'What is your name?' }).waitFor();
  await studio.take(portal, 'portal');
  const phone = await studio.open({ width: 390, height: 900 });
  await phone.goto(mail.link);
  await phone.getByRole('button', { name: 'Continue' }).click();
  await phone.getByRole('heading', { name: 'Choose a password' }).waitFor();
  await studio.take(phone, 'portal-phone');
}
