import type { Page } from 'playwright-core';

/** One operation with the session of the page's visitor; what came with errors is no answer. */
export async function ask<Data>(page: Page, query: string, variables: object): Promise<Data> {
  const answer = await page.request.post('/graphql', { data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data?: Data; errors?: unknown };
  if (!data || errors) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
  return data;
}
