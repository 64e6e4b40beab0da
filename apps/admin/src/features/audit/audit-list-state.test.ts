import { describe, expect, it } from 'vitest';
import { auditFilter, exportAddress, readAuditList, writeAuditList } from './audit-list-state';
import { startOfDay } from './start-of-day';

const read = (query: string) => readAuditList(new URLSearchParams(query));
const zone = 'Europe/Amsterdam';

describe('the address of the audit log', () => {
  it('says who, what, to whom and when, and anything odd in it is left out', () => {
    const state = read('who=a&whom=b&what=client.created,,client.created&from=2026-11-01&to=2026-13-45');
    expect(state).toMatchObject({
      who: 'a',
      whom: 'b',
      what: ['client.created'],
      from: '2026-11-01',
      to: null,
    });
    expect(auditFilter(state, zone)).toEqual({
      actorId: 'a',
      subjectId: 'b',
      actions: ['client.created'],
      from: '2026-10-31T23:00:00.000Z',
    });
    expect(auditFilter(read(''), zone)).toBeNull();
  });

  it('starts at the first page after any change but a page turn', () => {
    const params = new URLSearchParams('who=a&after=x');
    expect(String(writeAuditList(params, { what: ['client.read'] }))).toBe('who=a&what=client.read');
    expect(String(writeAuditList(params, { paging: { after: 'y' } }))).toBe('who=a&after=y');
    expect(String(writeAuditList(params, { who: null }))).toBe('');
  });

  it('leads to a file of the same entries', () => {
    const address = exportAddress(
      'csv',
      { slug: 'linde', timeZone: zone },
      read('who=a&what=client.read&to=2026-07-01'),
    );
    expect(address).toBe(
      `/export/audit.csv?organization=linde&actor=a&actions=client.read&to=${encodeURIComponent('2026-07-01T22:00:00.000Z')}`,
    );
  });
});

describe('the start of a day', () => {
  it.each([
    ['2026-11-26', zone, '2026-11-25T23:00:00.000Z'],
    ['2026-07-01', zone, '2026-06-30T22:00:00.000Z'],
    // The days on which the clocks change.
    ['2026-03-29', zone, '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', zone, '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', zone, '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', zone, '2026-10-25T23:00:00.000Z'],
    ['2026-01-01', 'Pacific/Auckland', '2025-12-31T11:00:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
  ])('%s in %s is %s', (day, timeZone, moment) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(moment);
  });
});
