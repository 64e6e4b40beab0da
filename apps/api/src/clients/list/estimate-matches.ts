import type { RequestContext } from '../../context.js';
import { STORED_STATUSES, type StoredStatus } from '../client-status.js';
import { isToldByDigits } from '../search-digits.js';
import { isToldByPairs, pairFor } from '../search-pairs.js';
import { beginningsFor } from '../search-terms.js';
import { FEW_ON_SIDE, mayBegin, pairsBegin, termsBegin, type WordPair } from './client-branches.js';
import {
  beginsWith,
  type ClientCriteria,
  type Condition,
  clockSide,
  storedStatuses,
} from './client-filter.js';
import { type ClientOrder, isByName, leadsToRead } from './client-order.js';

/** About how many clients each condition of a list leaves, by the depth of the indexes; good to a factor of two or three. */
export interface Estimates {
  /** Whatever the words are. */
  all: number;
  /** Of all, the part of each status, in the order in which the statuses are stored; of all statuses together where that is enough. */
  shares: number[];
  /** Of all, by word: the terms that have to be read, and those whom the order of names shows by itself. */
  words: Map<string, { terms: number; named: number }>;
  /** By word: the beginnings that its terms have, and all terms that have them. Left out are words whose terms have too many. */
  beginnings: Map<string, { all: string[]; terms: number }>;
  /**
   * Two words of the search, and about how many clients have terms with their first letters, of whatever status how many pairs
   * begin as theirs do; none where a number begins with one of them.
   */
  pairs: { words: WordPair; clients: number; alike: number }[];
  /** The words that are letters and the first digits of terms, where the order tells them apart, and how many clients have them. */
  digits: { word: string; clients: number }[];
  /** Of all who have been invited, in whatever program: the part on the side of the clock that is meant, and whether they are few. */
  side: { share: number; few: boolean };
}

const KNOWN = 1_000;
/** So many places of an order are still put together quickly. */
const MOST_BEGINNINGS = 128;
/** Pairs of more words than these would all have to be asked for. */
const MOST_PAIRED = 4;
const SIDES = ['INVITE_EXPIRED', 'INVITE_PENDING'] as const;

/** So many rows are soon read where the server does not leap from place to place. */
const SOON_READ = 10_000;

/** One EXPLAIN, which reads no rows: counting the matches of a common word would take longer than showing its page. */
export async function estimateMatches(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
): Promise<Estimates> {
  const { words, programId, statuses } = criteria;
  const stored = statuses ? storedStatuses(statuses) : STORED_STATUSES;
  const sides = statuses && clockSide(statuses) ? SIDES : [];
  // One is enough where all of them are in one order.
  const apart = !statuses && !programId ? [null] : stored;
  const pairs = pairsIn(words);
  const counted = order.digitsIndex ? words.filter(isToldByDigits) : [];
  const questions = [
    ...apart.map((status) => ofStatus(criteria, status)),
    ...words.flatMap((word, index) =>
      areCountedByBeginnings(word, criteria, order) ? [] : [ofTerms(criteria, word, `w${index}`, order)],
    ),
    ...(isByName(order) ? words : []).map((word, index) => ofNames(criteria, word, `n${index}`)),
    ...words.map((word, index) => ofBeginnings(criteria, word, `b${index}`, order)),
    ...words.map((word, index) => ofPlaces(criteria, word, `f${index}`, order)),
    ...pairs.flatMap((pair, index) =>
      areCountedByLetters(pair, criteria) ? [] : [ofPair(criteria, pair, `p${index}`)],
    ),
    ...pairs.map((pair, index) => ofLetters(criteria, pair, `l${index}`, order)),
    ...counted.map((word, index) => ofDigits(criteria, word, `d${index}`)),
    ...sides.map((side) => ofSide(criteria, side)),
  ];
  const [{ rowsOf, planOf }, numbered] = await Promise.all([
    explain(ctx, questions),
    findNumbered(ctx, criteria, [...pairs.flat(), ...counted]),
  ]);
  const paired = pairs.filter((pair) => !pair.some((word) => numbered.has(word)));
  // Whoever has three initials or more is rare along the beginnings of any of them.
  const rare = paired.length > 0 && words.length > 2 && words.every(isToldByPairs);
  const placed = rare ? [] : words.filter((_, index) => areSoonFound(planOf(`f${index}`)));
  const beginnings = await findBeginnings(ctx, criteria, placed, order);
  const meant = rowsOf(statuses?.includes('INVITE_EXPIRED') ? 'of_INVITE_EXPIRED' : 'of_INVITE_PENDING');
  const invited = sides.reduce((sum, side) => sum + rowsOf(`of_${side}`), 0);
  // Of more than half a table it takes half: in two parts that is nearer.
  const inParts = invited > 0 && !programId;
  const counts = apart.map((status) =>
    inParts && status === 'INVITE_PENDING' ? invited : rowsOf(`s_${status}`),
  );
  const all = Math.max(
    counts.reduce((sum, count) => sum + count, 0),
    1,
  );
  return {
    all,
    shares: counts.map((count) => count / all),
    words: new Map(
      words.map((word, index) => [
        word,
        {
          terms: rowsOf(areCountedByBeginnings(word, criteria, order) ? `b${index}` : `w${index}`),
          named: rowsOf(`n${index}`),
        },
      ]),
    ),
    beginnings: new Map(
      words.flatMap((word, index) => {
        const all = beginnings.get(word);
        return all && all.length <= MOST_BEGINNINGS ? [[word, { all, terms: rowsOf(`b${index}`) }]] : [];
      }),
    ),
    pairs: paired.map((pair) => {
      const index = pairs.indexOf(pair);
      const alike = rowsOf(`l${index}`);
      return {
        words: pair,
        clients: areCountedByLetters(pair, criteria) ? alike : rowsOf(`p${index}`),
        alike,
      };
    }),
    digits: counted.flatMap((word, index) =>
      numbered.has(word) ? [] : [{ word, clients: rowsOf(`d${index}`) }],
    ),
    side: { share: invited > 0 ? meant / invited : 1, few: meant <= FEW_ON_SIDE },
  };
}

interface Question extends Condition {
  name: string;
  from: string;
  /** What comes after the condition. */
  after?: string;
}

function ofStatus({ organizationId, programId }: ClientCriteria, status: StoredStatus | null): Question {
  const name = `s_${status}`;
  return {
    name,
    from: programId
      ? `enrolments ${name} FORCE INDEX (ix_enrolments_created)`
      : `clients ${name} FORCE INDEX (ix_clients_status_created)`,
    sql: `${programId ? 'program_id' : 'organization_id'} = ? ${status ? 'AND status = ?' : ''}`,
    params: [programId ?? organizationId, ...(status ? [status] : [])],
  };
}

function ofTerms(criteria: ClientCriteria, word: string, name: string, order: ClientOrder): Question {
  return {
    name,
    from: `client_search_terms ${name} FORCE INDEX (PRIMARY)`,
    ...termsBegin(name, criteria, word, leadsToRead(word, order)),
  };
}

/** Those whose name begins with the word. */
function ofNames(
  { organizationId, programId, statuses }: ClientCriteria,
  word: string,
  name: string,
): Question {
  const ofStatuses = programId || statuses ? [statuses ? storedStatuses(statuses) : STORED_STATUSES] : [];
  const clients = `clients ${name} FORCE INDEX (${statuses ? 'ix_clients_status_name' : 'ix_clients_name'})`;
  return {
    name,
    from: programId ? `enrolments ${name} FORCE INDEX (ix_enrolments_name)` : clients,
    sql: `${programId ? 'program_id' : 'organization_id'} = ? ${ofStatuses.map(() => 'AND status IN (?)').join('')} AND sort_name LIKE ?`,
    params: [programId ?? organizationId, ...ofStatuses, beginsWith(word)],
  };
}

function ofPair(criteria: ClientCriteria, pair: WordPair, name: string): Question {
  return {
    name,
    from: `client_search_pairs ${name} FORCE INDEX (PRIMARY)`,
    ...pairsBegin(name, criteria, pair),
  };
}

function ofLetters(
  { organizationId, programId }: ClientCriteria,
  pair: WordPair,
  name: string,
  { pairIndex }: ClientOrder,
): Question {
  return {
    name,
    from: `client_search_pairs ${name} FORCE INDEX (${pairIndex})`,
    sql: `${name}.scope_id = ? AND ${name}.letters = ?`,
    params: [programId ?? organizationId, pairFor(...pair).letters],
  };
}

function ofDigits({ organizationId }: ClientCriteria, word: string, name: string): Question {
  return {
    name,
    from: `client_search_digits ${name} FORCE INDEX (PRIMARY)`,
    sql: `${name}.organization_id = ? AND ${name}.beginning = ?`,
    params: [organizationId, word],
  };
}

/** Of every status and every lead, the terms of a word are those that have its beginning: one range instead of fifty. */
function areCountedByBeginnings(word: string, { statuses }: ClientCriteria, order: ClientOrder): boolean {
  const [beginning, ...others] = beginningsFor(word);
  return !statuses && !isByName(order) && beginning === word && others.length === 0;
}

/** Of every status, the pairs of two letters are all that have them. */
function areCountedByLetters(pair: WordPair, { statuses }: ClientCriteria): boolean {
  return !statuses && pair.every((word) => [...word].length === 1);
}

/** Each two of the longest words. */
function pairsIn(words: readonly string[]): WordPair[] {
  const longest = words.toSorted((a, b) => b.length - a.length).slice(0, MOST_PAIRED);
  return longest.flatMap((word, index) => longest.slice(index + 1).map((other): WordPair => [word, other]));
}

function ofBeginnings(criteria: ClientCriteria, word: string, name: string, order: ClientOrder): Question {
  return { ...termsInOrder(name, order), ...mayBegin(name, criteria, word) };
}

function termsInOrder(name: string, { termIndex }: ClientOrder): Pick<Question, 'name' | 'from'> {
  return { name, from: `client_search_terms ${name} FORCE INDEX (${termIndex})` };
}

/** The places after its own of terms that begin with the word, gone through in leaps where the server sees that they are few. */
function ofPlaces(
  { organizationId, programId }: ClientCriteria,
  word: string,
  name: string,
  order: ClientOrder,
): Question {
  return {
    ...termsInOrder(name, order),
    sql: `${name}.scope_id = ? AND ${name}.beginning > ? AND ${name}.beginning LIKE ?`,
    params: [programId ?? organizationId, word, beginsWith(word)],
    after: ` GROUP BY ${name}.scope_id, ${name}.beginning LIMIT ${MOST_BEGINNINGS + 1}`,
  };
}

/** For each of the words, the beginnings that its terms have, up to more than are put together. */
async function findBeginnings(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  words: readonly string[],
  order: ClientOrder,
): Promise<Map<string, string[]>> {
  if (words.length === 0) return new Map();
  const { organizationId, programId } = criteria;
  const parts = words.flatMap((word, index) => {
    const { from, sql, params, after } = ofPlaces(criteria, word, 't', order);
    const select = `SELECT ${index} AS word, t.beginning FROM ${from} WHERE`;
    return [
      ...beginningsFor(word).map((beginning) => ({
        sql: `(${select} t.scope_id = ? AND t.beginning = ? LIMIT 1)`,
        params: [programId ?? organizationId, beginning],
      })),
      { sql: `(${select} ${sql}${after})`, params },
    ];
  });
  const rows = await ctx.db.query<{ word: number; beginning: string }[]>(
    parts.map(({ sql }) => sql).join(' UNION ALL '),
    parts.flatMap(({ params }) => params),
  );
  return new Map(
    words.map((word, index) => {
      const own = rows.filter((row) => Number(row.word) === index);
      return [word, [...new Set(own.map(({ beginning }) => beginning))]];
    }),
  );
}

/** The words with which a number begins. */
async function findNumbered(
  ctx: Pick<RequestContext, 'db'>,
  { organizationId }: ClientCriteria,
  words: readonly string[],
): Promise<Set<string>> {
  // Nothing else is in a number.
  const asked = [...new Set(words)].filter((word) => /^[\x20-\x7e]+$/.test(word));
  if (asked.length === 0) return new Set();
  const rows = await ctx.db.query<{ word: number }[]>(
    asked
      .map(
        (_, index) =>
          `(SELECT ${index} AS word FROM clients c FORCE INDEX (uq_clients_number) WHERE c.organization_id = ? AND c.number LIKE ? LIMIT 1)`,
      )
      .join(' UNION ALL '),
    asked.flatMap((word) => [organizationId, beginsWith(word)]),
  );
  return new Set(rows.map(({ word }) => asked[Number(word)] ?? ''));
}

function ofSide({ organizationId }: ClientCriteria, side: (typeof SIDES)[number]): Question {
  const name = `of_${side}`;
  return {
    name,
    from: `clients ${name} FORCE INDEX (ix_clients_status_expires)`,
    sql: `organization_id = ? AND status = 'INVITE_PENDING' AND ${clockSide([side], name)}`,
    params: [organizationId],
  };
}

/** What the server plans to do for one of the questions. */
interface Planned {
  table: string | null;
  rows: number | string | null;
  Extra: string | null;
}

/**
 * The places of a word are soon found if the server leaps from one to the next, or reads few rows. It does not leap where the
 * places of all organizations together hold few terms each, and would read every term of a large one.
 */
export function areSoonFound(plan: Planned | null): boolean {
  return plan === null || (plan.Extra ?? '').includes('index for group-by') || Number(plan.rows) <= SOON_READ;
}

/** How many rows each of the conditions seems to leave, by name, and how it would be answered. */
async function explain(
  ctx: Pick<RequestContext, 'db'>,
  questions: readonly Question[],
): Promise<{ rowsOf: (name: string) => number; planOf: (name: string) => Planned | null }> {
  const plan = await ctx.db.query<Planned[]>(
    `EXPLAIN FORMAT=TRADITIONAL ${questions.map(({ from, sql, after = '' }) => `(SELECT 1 FROM ${from} WHERE ${sql}${after})`).join(' UNION ALL ')}`,
    questions.flatMap(({ params }) => params),
  );
  const planOf = (name: string) => plan.find(({ table }) => table === name) ?? null;
  return {
    planOf,
    rowsOf: (name) => {
      const rows = Number(planOf(name)?.rows ?? 0);
      // InnoDB knows a short range, and takes twice what it reckons for a long one.
      return rows > KNOWN ? Math.max(KNOWN, rows / 2) : rows;
    },
  };
}
