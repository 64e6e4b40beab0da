import { ArgsType, Field, Int } from 'type-graphql';
import { badInput } from '../errors.js';
import { type Cursor, decodeCursor, type KeyKind } from './cursor.js';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'At most 100; 50 when neither first nor last is given.' })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'At most 100: that many before the cursor, or at the end.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true })
  before?: string | null;
}

/** Which part of a list is asked for. */
export interface Page {
  size: number;
  /** Counted from the end, or back from the cursor. */
  backward: boolean;
  cursor: Cursor | null;
}

/** `order` names what the list is sorted by: a cursor of another order would point anywhere. */
export function readPage(
  { first, after, last, before }: PageArgs,
  order: string,
  kind: KeyKind = 'text',
): Page {
  if (first != null && last != null) throw badInput('Give first or last, not both.', ['last']);
  const backward = last != null || (first == null && before != null);
  if (backward && after != null) throw badInput('after goes with first, before with last.', ['after']);
  if (!backward && before != null) throw badInput('before goes with last, after with first.', ['before']);
  const size = (backward ? last : first) ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE)
    throw badInput(`Give a number from 1 to ${MAX_PAGE_SIZE}.`, [backward ? 'last' : 'first']);
  const text = backward ? before : after;
  return {
    size,
    backward,
    cursor: text == null ? null : decodeCursor(text, order, kind, backward ? 'before' : 'after'),
  };
}
