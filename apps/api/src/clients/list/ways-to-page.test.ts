import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aFilledPractice, aPractice } from '../../../test/listing-clients.js';
import type { Attempt } from '../../pagination/attempt.js';
import { countUpTo } from '../../pagination/count-up-to.js';
import type { Cursor } from '../../pagination/cursor.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import type { ClientStatus } from '../client-status.js';
import { readCriteria } from './client-filter.js';
import { clientOrder } from './client-order.js';
import { areSoonFound } from './estimate-matches.js';
import { planClientList } from './plan-client-list.js';
import type { InOrder, Way } from './way.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('ways to a page of clients', () => {
  it('finds the same page by each way it may try, however little of the index it looks at first', async () => {
    const { organization, program } = await aFilledPractice(app);
    const db = app.services.dataSource.manager;
    const page = { size: 5, backward: false, cursor: null };
    let tried = 0;
    for (const search of [
      '',
      'jan',
      'zoe',
      'gmail',
      'jan gmail',
      'p-0',
      'j',
      'ja a',
      'a j',
      'j g a',
      'p- jan',
      'g zoe',
      'soren jansen',
      'p1',
      'p- p1',
      'p3 zorg',
      'd p2 p',
      'ja de gmail.c',
    ])
      for (const statuses of [null, ['INVITE_EXPIRED', 'ACTIVE'], ['NOT_INVITED']] as (
        | ClientStatus[]
        | null
      )[])
        for (const programId of [null, program.id])
          for (const field of ['NAME', 'NUMBER', 'CREATED_AT'] as const) {
            const order = clientOrder({ field, direction: 'DESC' });
            const criteria = readCriteria(organization.id, { search, statuses, programId });
            const attempts = await planClientList(
              { db },
              criteria,
              order,
              ({ beginnings, all, pairs, pairsInOrder, digits, terms }) =>
                [beginnings, all, pairs, pairsInOrder, digits, terms].flatMap((way) => way?.attempt ?? []),
            );
            const label = JSON.stringify({ ...criteria, field });
            const read = async (attempts: Attempt[]) =>
              (
                await listByKeyset(
                  db,
                  { order: '', direction: 'DESC', attempts, columns: 'p.id', join: '' },
                  page,
                  ({ id }) => id,
                )
              ).rows.map(({ node }) => node);
            const expected = await read(attempts.slice(-1));
            const stepwise = attempts.map((attempt) => ({ ...attempt, scan: attempt.scan && 6 }));
            expect(await read(stepwise), label).toEqual(expected);
            const count = await countUpTo(db, attempts.at(-1) as Attempt, 100);
            for (const attempt of attempts) {
              tried += 1;
              expect(await countUpTo(db, attempt, 100), label).toBe(count);
              expect(await read([attempt]), JSON.stringify({ ...criteria, field, attempt })).toEqual(
                expected,
              );
              const found = await read([{ ...attempt, scan: 6 }]);
              expect(found).toEqual(expected.slice(0, found.length));
            }
          }
    expect(tried).toBeGreaterThan(100);
  });

  it('loses nobody whose terms lie on both sides of where it stops reading', async () => {
    const { organization } = await aPractice(app);
    // Of Jansen the first name comes first, which is none of what is looked for.
    for (let i = 0; i < 26; i += 1)
      await aClient(app, organization, {
        number: `N-${String(i).padStart(2, '0')}`,
        firstName: 'Jana',
        lastName: i < 24 ? 'Vos' : 'Jansen',
        email: null,
      });
    const db = app.services.dataSource.manager;
    const order = clientOrder({ field: 'NUMBER', direction: 'ASC' });
    const criteria = readCriteria(organization.id, { search: 'jansen' });
    const attempts = await planClientList({ db }, criteria, order, ({ beginnings }) => [
      { ...(beginnings as InOrder).attempt, scan: 1_000, expected: { rows: 20, even: true } },
    ]);
    const { rows } = await listByKeyset(
      db,
      {
        order: '',
        direction: 'ASC',
        attempts,
        columns: 'c.number',
        join: 'STRAIGHT_JOIN clients c ON c.id = p.id',
      },
      { size: 4, backward: false, cursor: null },
      ({ number }) => ({ id: number as string }),
    );
    expect(rows.map(({ node }) => node.id)).toEqual(['N-24', 'N-25']);
  });

  it('finds whoever has more terms than can be paired by any two of them', async () => {
    const { organization } = await aPractice(app);
    const names = Array.from({ length: 18 }, (_, index) => `${String.fromCharCode(97 + index)}${index}`);
    const client = await aClient(app, organization, { firstName: names.join(' '), email: null });
    await aClient(app, organization, { firstName: 'a0', lastName: 'Visser', email: null });
    const db = app.services.dataSource.manager;
    const criteria = readCriteria(organization.id, { search: 'a0 r1' });
    const order = clientOrder({ field: 'NAME', direction: 'ASC' });
    const ways = await planClientList({ db }, criteria, order, ({ pairs, pairsInOrder }) => [
      (pairs as Way).attempt,
      (pairsInOrder as Way).attempt,
    ]);
    expect(ways).toHaveLength(2);
    for (const way of ways) {
      const { rows } = await listByKeyset(
        db,
        { order: '', direction: 'ASC', attempts: [way], columns: 'p.id', join: '' },
        { size: 5, backward: false, cursor: null },
        ({ id }) => id,
      );
      expect(rows.map(({ node }) => node)).toEqual([client.id]);
    }
  });

  it('looks for no places where a large organization would have to be read term by term', () => {
    const table = 'f0';
    expect(areSoonFound({ table, rows: '684713', Extra: 'Using where; Using index' })).toBe(false);
    expect(areSoonFound({ table, rows: '7962', Extra: 'Using where; Using index for group-by' })).toBe(true);
    expect(areSoonFound({ table, rows: 684713, Extra: 'Using index for group-by (scanning)' })).toBe(true);
    expect(areSoonFound({ table, rows: 12, Extra: null })).toBe(true);
    // Nothing to read at all.
    expect(areSoonFound(null)).toBe(true);
  });

  it('puts several places together whatever it reads of each, and whether or not it goes on', async () => {
    const { organization } = await aFilledPractice(app);
    const db = app.services.dataSource.manager;
    let tried = 0;
    for (const search of ['j', 'ja a', 'g', 'p-0', 'd'])
      for (const statuses of [null, ['INVITE_PENDING', 'ACTIVE']] as (ClientStatus[] | null)[])
        for (const field of ['NAME', 'NUMBER', 'CREATED_AT'] as const)
          for (const backward of [false, true]) {
            const order = clientOrder({ field, direction: 'ASC' });
            const criteria = readCriteria(organization.id, { search, statuses });
            const readOne = (attempts: Attempt[], size: number, cursor: Cursor | null) =>
              listByKeyset(
                db,
                { order: '', direction: 'ASC', attempts, columns: 'p.id', join: '' },
                { size, backward, cursor },
                ({ id }) => id as string,
              );
            const readAll = async (attempts: Attempt[], size: number) => {
              const ids: string[] = [];
              let cursor: Cursor | null = null;
              do {
                const listed = await readOne(attempts, size, cursor);
                const rows = backward ? listed.rows.toReversed() : listed.rows;
                ids.push(...rows.map(({ node }) => node));
                const last = (backward ? listed.hasPreviousPage : listed.hasNextPage) ? rows.at(-1) : null;
                cursor = last ? { key: last.key, id: last.node } : null;
              } while (cursor);
              return ids;
            };
            const [beginnings, terms] = await planClientList({ db }, criteria, order, (ways) => [
              (ways.beginnings as InOrder).attempt,
              ways.terms.attempt,
            ]);
            if (!beginnings || !terms) throw new Error('no ways');
            if (beginnings.branches.length < 2) continue;
            const everybody = await readAll([terms], 100);
            for (const oneByOne of [false, true])
              for (const rows of [1, 400])
                for (const scan of [null, 4]) {
                  tried += 1;
                  const places = { table: 'clients', caseless: field === 'NUMBER', oneByOne };
                  const inParts = { ...beginnings, scan, places, expected: { rows, even: true } };
                  expect(await readAll(scan ? [inParts, terms] : [inParts], 7)).toEqual(everybody);
                }
          }
    expect(tried).toBeGreaterThan(50);
  });

  it.each([
    ['NAME', ['zon', 'Zondag', '\ue000', '\u{1f600}']],
    ['NUMBER', ['\u{1f600}', 'Zondag', 'zon', '\ue000']],
  ] as const)('puts places together in the order of %s as the database compares', async (field, inOrder) => {
    const { organization } = await aPractice(app);
    const clients = Object.entries({ 'A-1': '\u{1f600}', 'b-2': '\ue000', 'a-2': 'Zondag', 'B-1': 'zon' });
    for (const [i, [number, lastName]] of clients.entries())
      await aClient(app, organization, { number, firstName: i % 2 ? 'Jan' : 'Job', lastName, email: null });
    const db = app.services.dataSource.manager;
    const criteria = readCriteria(organization.id, { search: 'j' });
    const order = clientOrder({ field, direction: 'ASC' });
    const attempts = await planClientList({ db }, criteria, order, ({ beginnings }) => [
      {
        ...(beginnings as InOrder).attempt,
        places: { table: 'clients', caseless: field === 'NUMBER', oneByOne: false },
        expected: { rows: 10, even: true },
      },
    ]);
    const { rows } = await listByKeyset(
      db,
      { order: '', direction: 'ASC', attempts, columns: 'p.last_name', join: '' },
      { size: 10, backward: false, cursor: null },
      ({ last_name }) => last_name,
    );
    expect(rows.map(({ node }) => node)).toEqual(inOrder);
  });
});
