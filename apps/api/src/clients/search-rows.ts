import type { Client } from './client.entity.js';
import { storedStatus } from './client-status.js';
import { digitsOf } from './search-digits.js';
import { lettersOfPair, pairsOf } from './search-pairs.js';
import { beginningOf, companionsOf, leadOf, type Searchable } from './search-terms.js';

export interface SearchRows {
  table: string;
  columns: string[];
  rows: unknown[][];
}

/** Their names, in no order that matters: a client's rows are deleted from all of them. */
export const SEARCH_TABLES = ['client_search_terms', 'client_search_pairs', 'client_search_digits'] as const;

/** What programs have a copy of, besides the scope that it is found in. */
const COPIED = {
  client_search_terms: [
    'status',
    'lead_length',
    'term',
    'client_id',
    'marks',
    'sort_name',
    'number',
    'client_created_at',
    'beginning',
    'companions',
  ],
  client_search_pairs: [
    'status',
    'pair',
    'client_id',
    'companions',
    'sort_name',
    'number',
    'client_created_at',
    'letters',
  ],
};

/** SQL, each: copies what clients are found by in their organization to the programs they are in; `where` tells of which enrolments `e`. */
export function copySearch(where: string): string[] {
  return Object.entries(COPIED).map(
    ([table, columns]) =>
      `INSERT IGNORE INTO ${table} (scope_id, ${columns.join(', ')})
       SELECT e.program_id, ${columns.map((column) => `t.${column}`).join(', ')}
         FROM enrolments e STRAIGHT_JOIN ${table} t FORCE INDEX (ix_${table}_client)
           ON t.client_id = e.client_id AND t.scope_id = e.organization_id
        WHERE ${where}`,
  );
}

type Found = Searchable &
  Pick<Client, 'id' | 'organizationId' | 'status' | 'sortName' | 'marks' | 'createdAt'>;

/** What clients are found by in their organization, with copies of what they are filtered and sorted by; `terms` of each of them. */
export function searchRowsOf(clients: readonly Found[], terms: readonly string[][]): SearchRows[] {
  const found = clients.map((client, index) => {
    const own = terms[index] ?? [];
    return { client, terms: own, status: storedStatus(client.status), companions: companionsOf(own) };
  });
  return [
    {
      table: 'client_search_terms',
      columns: ['scope_id', ...COPIED.client_search_terms],
      rows: found.flatMap(({ client, terms, status, companions }) =>
        terms.map((term) => [
          client.organizationId,
          status,
          leadOf(term, client.sortName),
          term,
          client.id,
          client.marks,
          client.sortName,
          client.number,
          client.createdAt,
          beginningOf(term),
          companions,
        ]),
      ),
    },
    {
      table: 'client_search_pairs',
      columns: ['scope_id', ...COPIED.client_search_pairs],
      rows: found.flatMap(({ client, terms, status, companions }) =>
        pairsOf(client, terms).map((pair) => [
          client.organizationId,
          status,
          pair,
          client.id,
          companions,
          client.sortName,
          client.number,
          client.createdAt,
          lettersOfPair(pair),
        ]),
      ),
    },
    {
      table: 'client_search_digits',
      columns: ['organization_id', 'beginning', 'number', 'client_id', 'status', 'client_created_at'],
      rows: found.flatMap(({ client, terms, status }) =>
        digitsOf(client, terms).map((beginning) => [
          client.organizationId,
          beginning,
          client.number,
          client.id,
          status,
          client.createdAt,
        ]),
      ),
    },
  ];
}
