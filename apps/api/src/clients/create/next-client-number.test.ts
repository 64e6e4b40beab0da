import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anOrganization, aStaffMember } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { formatNumber } from './client-numbers.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('nextClientNumber', () => {
  it('finds the next one in a few statements, however many were given by hand', async () => {
    const organization = await anOrganization(app);
    const staff = await aStaffMember(app, organization);
    const [format = { prefix: '', width: 0 }] = await app.sql<{ prefix: string; width: number }>(
      'SELECT client_number_prefix AS prefix, client_number_width AS width FROM organizations WHERE id = ?',
      [organization.id],
    );
    const rows = Array.from({ length: 3_000 }, (_, index) => [
      uuidv7(),
      organization.id,
      formatNumber(format, index + 1),
      'NO_EMAIL',
      '',
    ]);
    await app.sql('INSERT INTO clients (id, organization_id, number, status, sort_name) VALUES ?', [rows]);
    const query = vi.spyOn(app.services.dataSource.manager, 'query');
    const { nextClientNumber } = await app.ask(
      'query ($id: ID!) { nextClientNumber(organizationId: $id) }',
      { id: organization.id },
      { as: staff },
    );
    const looked = query.mock.calls.filter(([sql]) => sql.includes('number IN')).length;
    query.mockRestore();
    expect(Number(nextClientNumber.replace(/\D/g, ''))).toBe(3_001);
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThan(10);
  });
});
