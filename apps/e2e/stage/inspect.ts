import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const PHONE = 320;

/** What axe finds on a page, wide and at a phone's width, light and dark; and whether it must be pushed sideways. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  const wide = page.viewportSize() ?? { width: 1280, height: 900 };
  const found = [...(await axe(page, `${name}, wide`))];
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await axe(page, `${name}, dark`, ['color-contrast', 'link-in-text-block'])));
  await page.setViewportSize({ width: PHONE, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await axe(page, `${name}, phone`)));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > PHONE) found.push(`${name}, phone: ${width} px wide`);
  await page.setViewportSize(wide);
  return found;
}

async function axe(page: Page, name: string, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  if (rules) builder.withRules(rules);
  else builder.options({ rules: { 'target-size': { enabled: true } } });
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n').at(1)?.trim() ?? '';
      return `${name}: ${id} at ${target.join(' ')}: ${why}`;
    }),
  );
}
