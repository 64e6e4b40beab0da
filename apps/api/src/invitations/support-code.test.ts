import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { Support1795251600000 } from '../database/migrations/1795251600000-support.js';
import { insertInvitations } from './insert-invitations.js';
import { newSupportCode, readSupportCode } from './support-code.js';

describe('a support code', () => {
  it('is short, without signs that are taken for others, and no word', () => {
    for (let drawn = 0; drawn < 500; drawn += 1)
      expect(newSupportCode()).toMatch(/^[2-9BCDFGHJKMNP-TV-Z]{3}-[2-9BCDFGHJKMNP-TV-Z]{3}$/);
  });

  it('is read however it was written down', () => {
    for (const typed of ['7KQ-M4P', '7kqm4p', ' 7kq m4p ', '7KQ–M4P', '7.k.q.m.4.p'])
      expect(readSupportCode(typed)).toBe('7KQ-M4P');
    for (const typed of ['', '7KQ-M4', '7KQ-M4PP', '7KQ-M4O', '7KQ-M4Á', 'ada@example.org', '１KQ-M4P'])
      expect(readSupportCode(typed)).toBeNull();
  });
});

describe('the support codes of an organization', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const rowOf = async (code: () => string, organization: { id: string }) => {
    const client = await aClient(app, organization);
    const other = await anInvitation(app, await aClient(app, organization));
    const [message] = await app.sql('SELECT message_id FROM invitations WHERE id = ?', [other.id]);
    return insertInvitations(
      app.context(),
      [
        'id',
        'organization_id',
        'client_id',
        'message_id',
        'email',
        'status',
        'sent_at',
        'expires_at',
        'delivery_state',
      ],
      [
        [
          client.id,
          organization.id,
          client.id,
          message.message_id,
          client.email,
          'PENDING',
          new Date(),
          new Date(),
          'SENT',
        ],
      ],
      code,
    );
  };

  it('are drawn again when one is taken, and only then', async () => {
    const organization = await anOrganization(app);
    await rowOf(() => 'BBB-BBB', organization);
    const draws = ['BBB-BBB', 'BBB-BBB', 'CCC-CCC'];
    await rowOf(() => draws.shift() ?? 'none', organization);
    expect(draws).toEqual([]);
    await rowOf(() => 'BBB-BBB', await anOrganization(app));
    await expect(rowOf(() => 'BBB-BBB', organization)).rejects.toThrow(/uq_invitations_support_code/);
    const codes = await app.sql(
      'SELECT support_code AS code FROM invitations WHERE organization_id = ? ORDER BY 1',
      [organization.id],
    );
    expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining(['BBB-BBB', 'CCC-CCC']));
  });

  it('are given to invitations from before there were any', async () => {
    const organization = await anOrganization(app);
    for (let sent = 0; sent < 20; sent += 1) await anInvitation(app, await aClient(app, organization));
    const runner = app.services.dataSource.createQueryRunner();
    const migration = new Support1795251600000();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    const rows = await app.sql('SELECT support_code AS code FROM invitations WHERE organization_id = ?', [
      organization.id,
    ]);
    expect(new Set(rows.map(({ code }) => readSupportCode(code) ?? 'none'))).toHaveLength(20);
  });
});
