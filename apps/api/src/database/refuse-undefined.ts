import { type BeforeQueryEvent, type EntitySubscriberInterface, EventSubscriber } from 'typeorm';

/**
 * The driver would write NULL for `undefined`: a condition that was forgotten, in a statement that then matches nothing, or
 * with `<=>` everything. Such a statement never leaves.
 */
@EventSubscriber()
export class RefuseUndefined implements EntitySubscriberInterface {
  beforeQuery({ query, parameters }: BeforeQueryEvent): void {
    if (hasUndefined(parameters)) throw new Error(`undefined as a parameter of: ${query.slice(0, 120)}`);
  }
}

function hasUndefined(value: unknown): boolean {
  return Array.isArray(value) ? value.some((item) => item === undefined || hasUndefined(item)) : false;
}
