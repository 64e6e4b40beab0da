import type { Branch } from './branch.js';
import type { Cursor } from './cursor.js';

/** A limit that limits nothing keeps a derived table from being merged into the query around it. */
export const ALL = Number.MAX_SAFE_INTEGER;

export type Direction = 'ASC' | 'DESC';

/** Conditions on the node's row `p`, looked at after sorting. */
export interface Residual {
  table: string;
  /** The branches leave so few rows that they are gathered before they are counted: a server may begin with the dearest of all conditions. */
  apart?: boolean;
  /** About which part of the rows meets them; all when left out. */
  passing?: number;
  /** Empty when there are none. */
  where: string;
  params: unknown[];
}

/** One way to find a page. */
export interface Attempt {
  /** Together all rows. */
  branches: Branch[];
  /**
   * Left out, each branch is read in the order of its index until the page is full. Given, the first rows are sorted out and
   * then held against these conditions, and one that comes twice counts once.
   */
  residual?: Residual;
  /**
   * With a residual: how many rows are sorted out at first. Without: the order is followed while the page seems to be full
   * within so many rows more, and given up otherwise. Null for all of them.
   */
  scan: number | null;
  /** If the order is not followed at any price: after how many rows the page is expected to be full, and whether it is everywhere. */
  expected?: { rows: number; even: boolean };
  /**
   * The branches are put together by what they are sorted by, each read as far as it is needed. The nodes are in this table;
   * the order may not tell capital letters from small ones. `oneByOne`: one branch probably ends before the next begins.
   */
  places?: { table: string; caseless: boolean; oneByOne: boolean };
}

export interface KeysetList {
  /** Names the order in cursors, e.g. `NAME ASC`. */
  order: string;
  direction: Direction;
  /** Each goes on where the one before it was given up, until the page is full. Only the last need not be given up. */
  attempts: Attempt[];
  /** What makes a node of an id: columns and a join to `p`, the page's ids. */
  columns: string;
  join: string;
}

export type PageRow = Record<string, unknown> & { page_key: string };

export interface Found {
  rows: PageRow[];
  /** Up to where they are all; null when nothing is missing. */
  until: Cursor | null;
}
