import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { REASON, supporting } from '../../test/supporting.js';
import { suppress } from '../email/limits/suppressions.js';

const UNINVITED = `query ($input: SupportSearchInput!) {
  result: supportSearch(input: $input) { cases { id } uninvited { code } errors { code } }
}`;

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { scene, auditOf } = supporting(() => app);
const codeOf = async ({ id }: { id: string }): Promise<string> =>
  (await app.sql('SELECT support_code AS code FROM invitations WHERE id = ?', [id]))[0].code;

describe('support finds an invitation', () => {
  it('by the beginning of address, name or number, and by its code however it is spoken', async () => {
    const { invited, search } = await scene();
    const ada = await invited({
      firstName: 'Ada',
      lastName: 'de Vries',
      email: 'ada.v@example.org',
      number: 'C-0312',
    });
    await invited({ firstName: 'Bram', lastName: 'Jansen' });
    const code = await codeOf(ada);
    for (const query of [
      'ada.v@example.org',
      'ADA.V@ex',
      'vri',
      'Vries Ada',
      'C-0312',
      code,
      code.toLowerCase().replace('-', ' '),
    ]) {
      const { cases, hasMore } = await search(query);
      expect([query, cases, hasMore]).toEqual([
        query,
        [{ id: ada.id, kind: 'CLIENT', recipientName: 'Ada de Vries', number: 'C-0312', supportCode: code }],
        false,
      ]);
    }
    expect((await search('nobody')).cases).toEqual([]);
    expect((await search('%%%')).cases).toEqual([]);
  });

  it('by all words together', async () => {
    const { invited, search } = await scene();
    const ada = await invited({ firstName: 'Ada', lastName: 'de Vries' });
    await invited({ firstName: 'Bram', lastName: 'de Vries' });
    await invited({ firstName: 'Ada', lastName: 'Jansen' });
    for (const query of ['ada vries', 'vries ada', 'de vries ada'])
      expect((await search(query)).cases).toMatchObject([{ id: ada.id }]);
  });

  it('of somebody whose name is not in Latin letters', async () => {
    const { invited, search } = await scene();
    const zhanna = await invited({ firstName: 'Жанна', lastName: 'Ковальчук' });
    expect((await search('жанна')).cases).toMatchObject([{ id: zhanna.id }]);
    expect((await search('Ковал Жан')).cases).toMatchObject([{ id: zhanna.id }]);
  });

  it('of a staff member as well', async () => {
    const { organization, owner, search } = await scene();
    const other = await anInvitation(app, await aClient(app, organization), { sentBy: owner });
    const memberId = uuidv7();
    await app.sql(
      `INSERT INTO staff_members (id, organization_id, email, number, first_name, last_name) VALUES (?, ?, 'yara@example.org', 'S-7', 'Yara', 'van Dam')`,
      [memberId, organization.id],
    );
    await app.sql('UPDATE invitations SET client_id = NULL, staff_member_id = ?, email = ? WHERE id = ?', [
      memberId,
      'yara@example.org',
      other.id,
    ]);
    for (const query of ['yara@', 'yara van', 'dam'])
      expect((await search(query)).cases).toMatchObject([
        { id: other.id, kind: 'STAFF', recipientName: 'Yara van Dam', number: 'S-7' },
      ]);
  });

  it('twenty at most, and says when there are more', async () => {
    const { invited, search } = await scene();
    for (let sent = 0; sent < 21; sent += 1) await invited({ lastName: 'Smit' });
    const { cases, hasMore } = await search('smit');
    expect([cases.length, hasMore]).toEqual([20, true]);
  });

  it('nowhere but in its own organization', async () => {
    const { search } = await scene();
    const elsewhere = await scene();
    const there = await elsewhere.invited({ email: 'there@example.org' });
    expect((await search('there@example.org')).cases).toEqual([]);
    expect((await search(await codeOf(there))).cases).toEqual([]);
  });

  it('by a code as if no other organization had it: same answer, same record, and a number like it is found', async () => {
    const { organization, invited, search } = await scene();
    const elsewhere = await scene();
    const code = await codeOf(await elsewhere.invited());
    const toNobody = await search('ZZZ-ZZZ');
    expect(toNobody).toEqual({ hasMore: false, cases: [], errors: [] });
    expect(await search(code)).toEqual(toNobody);
    const [nobody, foreign] = await auditOf(organization);
    expect(foreign).toEqual(nobody);
    const numbered = await invited({ number: code });
    expect((await search(code)).cases).toMatchObject([{ id: numbered.id, number: code }]);
  });

  it('or says of a whole address that nobody has sent one to it, and why, and puts that on record', async () => {
    const { organization, sem, search } = await scene();
    const said = async (query: string) => {
      const input = { organizationId: organization.id, query, reason: REASON };
      const { result } = await app.ask(UNINVITED, { input }, { as: sem });
      expect(result).toMatchObject({ cases: [], errors: [] });
      return result.uninvited?.code ?? null;
    };
    const ada = await aClient(app, organization, { email: 'ada@example.org', lastName: 'Kok' });
    expect(await said(' Ada@Example.org ')).toBe('NEVER_INVITED');
    expect((await auditOf(organization)).at(-1)).toMatchObject({
      details: JSON.stringify({ found: [], uninvited: ada.id }),
    });
    for (const part of ['ada@example.or', 'ada', 'kok']) expect(await said(part)).toBeNull();
    const elsewhere = await scene();
    await aClient(app, elsewhere.organization, { email: 'there@example.org' });
    expect(await said('there@example.org')).toBeNull();
    await suppress(app.context(), 'ada@example.org', organization.id);
    expect(await said('ada@example.org')).toBe('NOT_WANTED');
    for (const [status, code] of [
      ['ACTIVE', 'REGISTERED'],
      ['DEACTIVATED', 'DEACTIVATED'],
    ]) {
      await app.sql('UPDATE clients SET status = ? WHERE id = ?', [status, ada.id]);
      expect(await said('ada@example.org')).toBe(code);
    }
    await anInvitation(app, ada);
    expect((await search('ada@example.org')).cases).toHaveLength(1);
  });

  it('only with a reason and with more than a letter or two, told at the field', async () => {
    const { organization, search } = await scene();
    const errorsOf = async (query: string, reason: string) =>
      (await search(query, undefined, reason)).errors.map(
        ({ code, path }: { code: string; path: string[] }) => `${path} ${code}`,
      );
    expect(await errorsOf('ada', '  ')).toEqual(['reason REQUIRED']);
    expect(await errorsOf('ada', '\u200b'.repeat(6))).toEqual(['reason REQUIRED']);
    expect(await errorsOf('ada', 'why ')).toEqual(['reason TOO_SHORT']);
    expect(await errorsOf('ada', 'x'.repeat(501))).toEqual(['reason TOO_LONG']);
    expect(await errorsOf(' ', REASON)).toEqual(['query REQUIRED']);
    expect(await errorsOf('a d', REASON)).toEqual(['query TOO_SHORT']);
    expect(await auditOf(organization)).toEqual([]);
  });
});
