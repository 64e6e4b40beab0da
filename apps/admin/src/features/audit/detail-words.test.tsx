import { expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import { useDetailWords } from './audit-words';

const key = [
  { key: 'permissions', value: 'clients.read, invitations.resend' },
  { key: 'expiresInDays', value: '90' },
];
const roles = [
  { key: 'before', value: '{"roles":["OWNER"],"permissions":[]}' },
  { key: 'after', value: '{"roles":["ASSISTANT"],"permissions":["clients.inviteOwn"]}' },
  { key: 'renewed', value: 'false' },
];
const ids = [
  { key: 'roleIds', value: 'SUPPORT, 01a21b27-68eb-7d6a-839a-ca4369e9b93b' },
  { key: 'invitationId', value: '01a21b27-68eb-7d6a-839a-ca4369e9b93b' },
  { key: 'expiresInDays', value: 'null' },
];

async function said(details: typeof key, language: 'en' | 'nl') {
  const Details = () => <output>{useDetailWords()(details)}</output>;
  const { container } = await renderWith(<Details />, language);
  return container.querySelector('output')?.textContent;
}

it('tells in the words of the other pages what is kept with an action', async () => {
  expect(await said(key, 'en')).toBe('Permissions: See all clients, Remind and resend · Valid for days: 90');
  expect(await said(key, 'nl')).toContain('Dagen geldig: 90');
});

it('tells what somebody held before and after', async () => {
  expect(await said(roles, 'en')).toBe(
    'Before: Owner · After: Assistant, Invite own clients · Invited before: no',
  );
});

it('leaves out what says nothing to a person', async () => {
  expect(await said(ids, 'en')).toBe('Roles: Support');
});
