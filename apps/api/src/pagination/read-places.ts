import type { EntityManager } from 'typeorm';
import type { Attempt, Found, KeysetList, PageRow } from './attempt.js';
import { type Branch, inOrder, orderBy, type Reading, sampled } from './branch.js';
import type { Cursor } from './cursor.js';
import { heldAgainst } from './read-sorted.js';
import { atMost, SAMPLES } from './read-stretches.js';

/** One place of the order: what has been read of it and was not yet needed, and where it goes on. */
interface Place {
  branch: Branch;
  index: number;
  read: Row[];
  /** Up to where it has been read; null where the page begins. */
  until: Cursor | null;
  atEnd: boolean;
  /** About how many of the rows that were put together came from here. */
  weight: number;
  /** How many rows were read on, if it was too short once more. */
  again: number;
}

interface Refill {
  place: Place;
  limit: number;
}

interface Row extends Cursor {
  found: boolean;
  /** About how many rows it stands for. */
  passed: number;
}

/** What is thought of the places, that they are alike, weighs as much as so many rows that were seen. */
const TRUST = 10;

/**
 * Along several places of an order at once, put together. Of each no more is read than is likely to be needed, and where one turns
 * out to be too short for that, it alone is read on. Given up after `most` rows that did not fill the page.
 */
export async function readPlaces(
  db: EntityManager,
  list: KeysetList,
  branches: readonly Branch[],
  {
    table,
    caseless,
    oneByOne,
    most,
    rows: expected,
  }: NonNullable<Attempt['places']> & { most: number; rows: number },
  reading: Reading,
): Promise<Found> {
  const places = branches.map((branch, index): Place => {
    const weight = TRUST / branches.length;
    return { branch, index, read: [], until: reading.from, atEnd: false, weight, again: 0 };
  });
  const order = orderOf(caseless, reading);
  const rows: PageRow[] = [];
  const found: Cursor[] = [];
  for (let passed = 0, stretch = expected; ; ) {
    const wanted = reading.wanted - rows.length - found.length;
    await readOn(db, tooShort(places, wanted + SAMPLES, oneByOne), stretch, reading);
    const known = takeKnown(places, order);
    passed += known.rows.reduce((sum, row) => sum + row.passed, 0);
    found.push(...known.rows.filter((row) => row.found));
    const until = passed > most ? null : known.until;
    // One that has been deleted meanwhile is made up for.
    while (found.length > 0 && (!until || rows.length + found.length >= reading.wanted)) {
      const keys = found.splice(0, reading.wanted - rows.length);
      rows.push(...(await heldAgainst(db, list, { table, where: '', params: [] }, keys)));
      if (rows.length === reading.wanted) return { rows, until: null };
    }
    if (!until) return { rows, until: known.until };
    const all = rows.length + found.length;
    stretch = Math.max(passed, (passed * (reading.wanted - all)) / Math.max(all, 1));
  }
}

/** Where what is left is likely to be too little for so many rows more, and how many are to be read there. */
function tooShort(places: readonly Place[], rows: number, oneByOne: boolean): Refill[] {
  const all = places.reduce((sum, { weight }) => sum + weight, 0);
  const first = places.every(({ read, atEnd }) => read.length === 0 && !atEnd);
  return places.flatMap((place) => {
    const likely = (rows * place.weight) / all;
    if (place.atEnd || place.read.length > (oneByOne ? 0 : likely)) {
      place.again = 0;
      return [];
    }
    const needed = oneByOne ? (first ? 1 : rows) : likely;
    // Where nothing else comes for a while, each time it is more.
    const limit = Math.max(atMost(needed) - place.read.length, 2 * place.again);
    place.again = first ? 0 : limit;
    return [{ place, limit }];
  });
}

async function readOn(db: EntityManager, short: Refill[], stretch: number, reading: Reading): Promise<void> {
  const every = Math.max(1, Math.ceil(stretch / SAMPLES));
  const params: unknown[] = [];
  const parts = short.map(({ place: { branch, index, until }, limit }) => {
    const rows = sampled(branch, index, every, { ...reading, from: until }, params);
    return inOrder(rows, branch, limit, reading);
  });
  const rows = await db.query<{ key: string; id: string; place: number; found: number }[]>(
    `SELECT CAST(p.page_key AS CHAR) AS \`key\`, p.id, p.page_branch AS place, p.page_found AS found
       FROM (${parts.join(' UNION ALL ')}) p ${orderBy('p.page_key', 'p.id', reading)}`,
    params,
  );
  for (const { place, limit } of short) {
    const own = rows.filter((row) => Number(row.place) === place.index);
    place.until = own.at(-1) ?? place.until;
    place.atEnd = own.length < limit;
    place.read.push(
      ...own.map(({ key, id, found }) => {
        const isFound = Number(found) === 1;
        return { key, id, found: isFound, passed: isFound ? 1 : every };
      }),
    );
  }
}

/** What is certain, in order: as far as the place that has been read least far. */
function takeKnown(places: Place[], order: Order): { rows: Row[]; until: Cursor | null } {
  const ends = places.flatMap(({ atEnd, until }) => (atEnd || !until ? [] : [until]));
  const last = ends.toSorted(order)[0] ?? null;
  const rows = places.flatMap((place) => {
    // Of that place itself it is all of them, however the two orders might differ.
    const beyond = last && place.until !== last ? place.read.findIndex((row) => order(row, last) > 0) : -1;
    const known = place.read.splice(0, beyond < 0 ? place.read.length : beyond);
    place.weight += known.length;
    return known;
  });
  const byId = new Map<string, Row>();
  for (const row of rows.toSorted(order)) {
    const other = byId.get(row.id);
    byId.set(row.id, other?.found ? other : row);
  }
  return { rows: [...byId.values()], until: last };
}

type Order = (a: Cursor, b: Cursor) => number;

/** As the database compares them: by code points, which are not those of JavaScript beyond the first 65,536. */
function orderOf(caseless: boolean, { descending }: Reading): Order {
  const keyOf = ({ key }: Cursor) => (caseless ? key.toUpperCase() : key);
  const compare: Order = (a, b) => compareTexts(keyOf(a), keyOf(b)) || compareTexts(a.id, b.id);
  return descending ? (a, b) => compare(b, a) : compare;
}

const SURROGATE = /[\ud800-\udfff]/;

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
