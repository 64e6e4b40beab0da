import type { RequestContext } from './context.js';

/** One batch of look-ups per request and edge; each feature adds its own. */
export interface Loaders {
  readonly placeholder?: never;
}

export function createLoaders(_ctx: RequestContext): Loaders {
  return {};
}
