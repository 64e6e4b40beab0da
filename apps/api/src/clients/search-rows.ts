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
      columns: [
        'scope_id',
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
      columns: [
        'organization_id',
        'status',
        'pair',
        'client_id',
        'companions',
        'sort_name',
        'number',
        'client_created_at',
        'letters',
      ],
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
