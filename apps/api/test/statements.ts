import { vi } from 'vitest';
import type { App } from './harness.js';

/** How many statements it takes, once whatever is read only the first time has been read. */
export async function statementsOf(app: App, act: () => Promise<unknown>): Promise<number> {
  await act();
  const query = vi.spyOn(app.services.dataSource.manager, 'query');
  try {
    await act();
    return query.mock.calls.length;
  } finally {
    query.mockRestore();
  }
}
