import type { RequestContext } from '../../context.js';
import type { Branch } from '../../pagination/branch.js';
import { STORED_STATUSES } from '../client-status.js';
import { ANY_PAIR, isToldByPairs, pairFor } from '../search-pairs.js';
import { beginningsFor, LEADS } from '../search-terms.js';
import {
  beginsWith,
  type ClientCriteria,
  type Condition,
  clockSide,
  hasMarks,
  matchesBeside,
  matchesWord,
  matchesWords,
  shownBeside,
  storedStatuses,
} from './client-filter.js';
import type { ClientOrder } from './client-order.js';

/** Up to here those with an open invitation, or with one whose time is over, are looked up and sorted. */
export const FEW_ON_SIDE = 1_000;

/**
 * The clients of a status and a program, or of all, each branch in the order of an index. Not the words of the search: those
 * no index can answer together with the rest. `few`: so are those on the side of the clock that is meant.
 */
export function branchesInOrder(
  { organizationId, statuses, programId }: ClientCriteria,
  order: ClientOrder,
  few: boolean,
): Branch[] {
  if (!statuses && !programId)
    return [clientBranch(order.index, order, { sql: '', params: [organizationId] })];
  const side = statuses && clockSide(statuses);
  return (statuses ? storedStatuses(statuses) : STORED_STATUSES).map((status) => {
    const clock = status === 'INVITE_PENDING' ? side : null;
    if (clock && few) return fewBranch(organizationId, clock, programId, order);
    if (programId) return programBranch(programId, status, clock, order);
    return {
      ...clientBranch(order.statusIndex, order, {
        sql: 'AND c.status = ?',
        params: [organizationId, status],
      }),
      ...(clock ? { match: { join: '', sql: clock, params: [] } } : {}),
    };
  });
}

function clientBranch(index: string, order: ClientOrder, condition: Condition): Branch {
  return {
    from: `clients c FORCE INDEX (${index})`,
    where: `c.organization_id = ? ${condition.sql}`,
    params: condition.params,
    key: `c.${order.client}`,
    id: 'c.id',
  };
}

function fewBranch(
  organizationId: string,
  clock: string,
  programId: string | null,
  order: ClientOrder,
): Branch {
  const branch = clientBranch('ix_clients_status_expires', order, {
    sql: `AND c.status = 'INVITE_PENDING' AND ${clock}`,
    params: [organizationId],
  });
  if (!programId) return branch;
  return {
    ...branch,
    from: `${branch.from} STRAIGHT_JOIN enrolments e FORCE INDEX (PRIMARY) ON e.client_id = c.id`,
    where: `${branch.where} AND e.program_id = ?`,
    params: [...branch.params, programId],
  };
}

function programBranch(programId: string, status: string, clock: string | null, order: ClientOrder): Branch {
  return {
    from: `enrolments e FORCE INDEX (${order.enrolmentIndex})`,
    where: 'e.program_id = ? AND e.status = ?',
    params: [programId, status],
    key: `e.${order.copy}`,
    id: 'e.client_id',
    ...(clock
      ? { match: { join: 'STRAIGHT_JOIN clients c ON c.id = e.client_id', sql: clock, params: [] } }
      : {}),
  };
}

/** Few among many would be long to find along an order, and are soon sorted. */
export async function fewOnSide(
  ctx: Pick<RequestContext, 'db'>,
  { organizationId, statuses }: Pick<ClientCriteria, 'organizationId' | 'statuses'>,
): Promise<boolean> {
  const side = statuses && clockSide(statuses);
  if (!side) return false;
  const more = await ctx.db.query<unknown[]>(
    `SELECT 1 FROM clients c FORCE INDEX (ix_clients_status_expires)
      WHERE c.organization_id = ? AND c.status = 'INVITE_PENDING' AND ${side} LIMIT 1 OFFSET ${FEW_ON_SIDE}`,
    [organizationId],
  );
  return more.length === 0;
}

export type WordPair = readonly [word: string, other: string];

/** The terms that begin with the word, in no order: those of whom all words find. */
export function termBranch(
  criteria: ClientCriteria,
  word: string,
  order: ClientOrder,
  leads: readonly number[],
): Branch {
  const others = criteria.words.filter((other) => other !== word);
  const { sql: where, params } = allOf([
    termsBegin('t', criteria, word, leads),
    ...matchesBeside('t', criteria.organizationId, others),
  ]);
  return {
    from: 'client_search_terms t FORCE INDEX (PRIMARY)',
    where,
    params,
    key: `t.${order.copy}`,
    id: 't.client_id',
  };
}

/** The clients whose terms may begin with both words, in no order: those of whom all words find. */
export function pairBranch(criteria: ClientCriteria, pair: WordPair, order: ClientOrder): Branch {
  const { organizationId, words } = criteria;
  const { sql: where, params } = allOf([
    pairsBegin('s', criteria, pair),
    ...shownBeside('s', organizationId, words),
  ]);
  return {
    from: 'client_search_pairs s FORCE INDEX (PRIMARY)',
    where,
    params,
    key: `s.${order.copy}`,
    id: 's.client_id',
  };
}

/** SQL: the range of pairs that two terms have which begin with these words, of the clients of a status and a program, or of all. */
export function pairsBegin(
  table: string,
  { organizationId, programId, statuses }: Pick<ClientCriteria, 'organizationId' | 'programId' | 'statuses'>,
  [word, other]: WordPair,
): Condition {
  return {
    sql: `${table}.scope_id = ? AND ${table}.status IN (?) AND (${table}.pair = ? OR ${table}.pair LIKE ?)`,
    params: [
      programId ?? organizationId,
      statuses ? storedStatuses(statuses) : STORED_STATUSES,
      ANY_PAIR,
      pairFor(word, other).pattern,
    ],
  };
}

/** The clients whose terms begin with both words, in order: those of whom all words find. */
export function pairBranchesInOrder(criteria: ClientCriteria, pair: WordPair, order: ClientOrder): Branch[] {
  const { organizationId, words, statuses, programId } = criteria;
  const { letters, pattern } = pairFor(...pair);
  const side = statuses && clockSide(statuses);
  const untold = words.filter((word) => !(pair.includes(word) && isToldByPairs(word)));
  const branch = (letters: string, conditions: Condition[]): Branch => ({
    from: `client_search_pairs s FORCE INDEX (${order.pairIndex})`,
    where: 's.scope_id = ? AND s.letters = ?',
    params: [programId ?? organizationId, letters],
    key: `s.${order.copy}`,
    id: 's.client_id',
    match: {
      join: '',
      ...allOf([
        { sql: 's.status IN (?)', params: [statuses ? storedStatuses(statuses) : STORED_STATUSES] },
        ...conditions,
        ...(side ? [{ sql: onSideOf('s', side), params: [] }] : []),
      ]),
    },
    // Whoever has several pairs of these letters.
    repeats: true,
  });
  return [
    branch(letters, [
      { sql: 's.pair LIKE ?', params: [pattern] },
      ...shownBeside('s', organizationId, untold),
    ]),
    branch(ANY_PAIR, shownBeside('s', organizationId, words)),
  ];
}

/** The clients who have these letters and first digits, in order: those of whom all other words find. */
export function digitsBranch(
  { organizationId, words, statuses, programId }: ClientCriteria,
  word: string,
  { digitsIndex, copy }: ClientOrder,
): Branch {
  const side = statuses && clockSide(statuses);
  const others = words.filter((other) => other !== word);
  const conditions = [
    ...(statuses ? [{ sql: 'd.status IN (?)', params: [storedStatuses(statuses)] }] : []),
    ...(programId ? [isIn('d.client_id', programId)] : []),
    ...(side ? [{ sql: onSideOf('d', side), params: [] }] : []),
    ...others.map((other) => matchesWord('d.client_id', organizationId, other)),
  ];
  return {
    from: `client_search_digits d FORCE INDEX (${digitsIndex})`,
    where: 'd.organization_id = ? AND d.beginning = ?',
    params: [organizationId, word],
    key: `d.${copy}`,
    id: 'd.client_id',
    ...(conditions.length > 0 ? { match: { join: '', ...allOf(conditions) } } : {}),
  };
}

/** SQL: the client is in the program. */
export function isIn(clientId: string, programId: string): Condition {
  return {
    sql: `(SELECT 1 FROM enrolments e FORCE INDEX (PRIMARY) WHERE e.program_id = ? AND e.client_id = ${clientId}) = 1`,
    params: [programId],
  };
}

/** SQL: the range of terms that begin with the word, of the clients of a status and a program, or of all. */
export function termsBegin(
  table: string,
  { organizationId, programId, statuses }: Pick<ClientCriteria, 'organizationId' | 'programId' | 'statuses'>,
  word: string,
  leads = LEADS,
): Condition {
  return {
    sql: `${table}.scope_id = ? AND ${table}.status IN (?) AND ${table}.lead_length IN (?) AND ${table}.term LIKE ?`,
    params: [
      programId ?? organizationId,
      statuses ? storedStatuses(statuses) : STORED_STATUSES,
      leads,
      beginsWith(word),
    ],
  };
}

/** The terms of each of these beginnings in order: those of whom all words find, among the others. */
export function beginningBranches(
  { organizationId, words, statuses, programId }: ClientCriteria,
  word: string,
  beginnings: readonly string[],
  order: ClientOrder,
): Branch[] {
  const others = words.filter((other) => other !== word);
  const side = statuses && clockSide(statuses);
  const [marks, ...beside] = matchesBeside('t', organizationId, others);
  const match = (beginning: string): Condition =>
    // What takes longest comes last.
    allOf([
      marks,
      ...(statuses ? [{ sql: 't.status IN (?)', params: [storedStatuses(statuses)] }] : []),
      ...(beginning.startsWith(word) ? [] : [{ sql: 't.term LIKE ?', params: [beginsWith(word)] }]),
      ...beside,
      ...(side ? [{ sql: onSideOf('t', side), params: [] }] : []),
    ]);
  return beginnings.map((beginning) => ({
    from: `client_search_terms t FORCE INDEX (${order.termIndex})`,
    where: 't.scope_id = ? AND t.beginning = ?',
    params: [programId ?? organizationId, beginning],
    key: `t.${order.copy}`,
    id: 't.client_id',
    match: { join: '', ...match(beginning) },
    // Whoever has several terms that begin with the word.
    repeats: true,
  }));
}

/** SQL: the terms whose beginning lets them begin with the word. */
export function mayBegin(
  table: string,
  { organizationId, programId }: Pick<ClientCriteria, 'organizationId' | 'programId'>,
  word: string,
): Condition {
  return {
    sql: `${table}.scope_id = ? AND (${table}.beginning IN (?) OR ${table}.beginning LIKE ?)`,
    params: [programId ?? organizationId, beginningsFor(word), beginsWith(word)],
  };
}

/** SQL: the invitation of the row's client is on that side of the clock, if one is out. */
function onSideOf(table: string, side: string): string {
  return `(${table}.status <> 'INVITE_PENDING' OR (SELECT ${side} FROM clients c WHERE c.id = ${table}.client_id) = 1)`;
}

function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' AND ')})`,
    params: conditions.flatMap(({ params }) => params),
  };
}

/** The name of the table that tells the branch's order. */
export function tableOf({ id }: Branch): string {
  return id.slice(0, id.indexOf('.'));
}

/** Those of the branch whom all words find. */
export function foundBy(branch: Branch, organizationId: string, words: readonly string[]): Branch {
  const conditions = [
    hasMarks(tableOf(branch), words),
    ...(branch.match ? [branch.match] : []),
    ...matchesWords(branch.id, organizationId, words),
  ];
  return {
    ...branch,
    match: { join: branch.match?.join ?? '', ...allOf(conditions) },
  };
}
