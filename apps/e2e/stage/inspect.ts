import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const PHONE = 320;

/** What axe finds on a page, wide and at a phone's width, light and dark; and whether it must be pushed sideways. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  const wide = page.viewportSize() ?? { width: 1280, height: 900 };
  const found = await violations(page, `${name}, wide`);
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await violations(page, `${name}, dark`, COLOURS)));
  await page.setViewportSize({ width: PHONE, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await violations(page, `${name}, phone`)));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > PHONE) found.push(`${name}, phone: ${width} px wide`);
  await page.setViewportSize(wide);
  return found;
}

/** All that a colour scheme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function violations(page: Page, name: string, only?: string[]): Promise<string[]> {
  // As an expression of the debugger, to which the page's content security policy does not apply.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(run, only);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n').at(1)?.trim() ?? '';
      return `${name}: ${id} at ${target.join(' ')}: ${why}`;
    }),
  );
}

/** In the page. */
function run(only: string[] | undefined): Promise<AxeResults> {
  const there = (window as unknown as { axe: typeof axe }).axe;
  return there.run(document, {
    resultTypes: ['violations'],
    // The frame of the preview runs no script; the mail is inspected as a page of its own.
    iframes: false,
    ...(only ? { runOnly: { type: 'rule', values: only } } : { rules: { 'target-size': { enabled: true } } }),
  });
}
