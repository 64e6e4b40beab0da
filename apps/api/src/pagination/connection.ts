import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { encodeCursor } from './cursor.js';
import type { Listed } from './list-by-keyset.js';

/** Counting stops here: of a million rows it would take longer than showing them. */
export const COUNT_LIMIT = 10_000;

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  /** Called by `totalCount`, so only when the operation selects it. */
  count(): Promise<number>;
}

/** A list of rows as a connection; `count` runs only if somebody asks for the total. */
export function toConnection<T extends { id: string }>(
  { rows, order, hasNextPage, hasPreviousPage }: Listed<T>,
  count: () => Promise<number>,
): Connection<T> {
  const edges = rows.map(({ key, node }) => ({ cursor: encodeCursor(order, { key, id: node.id }), node }));
  return {
    edges,
    nodes: rows.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}

/** The Relay types of a node: `ClientConnection` and `ClientEdge` for `Client`. */
export function connectionTypeOf<T extends object>(
  name: string,
  node: () => ClassType<T>,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`)
  class NodeEdge {
    @Field(() => String)
    cursor!: string;

    @Field(() => node())
    node!: T;
  }

  @ObjectType(`${name}Connection`)
  class NodeConnection {
    @Field(() => [NodeEdge])
    edges!: NodeEdge[];

    @Field(() => [node()])
    nodes!: T[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, { description: 'Exact up to 10,000; 10,001 means more.' })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return NodeConnection;
}
