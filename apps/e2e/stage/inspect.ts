import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { default as Axe, AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const PHONE = 320;
/** Without what is there for readers: every page that is inspected takes it in anew. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, wide and at a phone's width, light and dark; and whether it must be pushed sideways. */
export async function inspect(page: Page, name: string, without: string[] = []): Promise<string[]> {
  const wide = page.viewportSize() ?? { width: 1280, height: 900 };
  const found = await violations(page, `${name}, wide`, { without });
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await violations(page, `${name}, dark`, { only: COLOURS })));
  await page.setViewportSize({ width: PHONE, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await violations(page, `${name}, phone`, { without })));
  found.push(...(await page.evaluate(tooWide, PHONE)).map((what) => `${name}, phone: ${what}`));
  await page.setViewportSize(wide);
  return found;
}

/** All that a colour scheme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

interface Rules {
  only?: string[];
  without?: string[];
}

async function violations(page: Page, name: string, rules: Rules): Promise<string[]> {
  await provideAxe(page);
  await page.evaluate(settled);
  const { violations: found } = await page.evaluate(run, rules);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n').at(1)?.trim() ?? '';
      return `${name}: ${id} at ${target.join(' ')}: ${why}`;
    }),
  );
}

/** Puts `axe` there, if the page does not have it yet. */
export async function provideAxe(page: Page): Promise<void> {
  // As an expression of the debugger, to which the page's content security policy does not apply.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
}

/** In the page: no colour is on its way to another any more, nor handed down from an element to those inside it. */
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    if (transitions.length > 0) quiet = 0;
    // Where they lead to is what is inspected; nobody watches them get there.
    for (const transition of transitions) transition.finish();
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** In the page: what reaches beyond the screen, if it has to be pushed sideways. */
function tooWide(limit: number): string[] {
  const { scrollWidth } = document.documentElement;
  if (scrollWidth <= limit) return [];
  const beyond = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > limit && element.childElementCount === 0,
  );
  return [
    `${scrollWidth} px wide, because of ${beyond
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 160))
      .join(' and ')}`,
  ];
}

/** In the page. */
function run({ only, without = [] }: Rules): Promise<AxeResults> {
  const there = (window as unknown as { axe: typeof Axe }).axe;
  return there.run(document, {
    resultTypes: ['violations'],
    // The frame of the preview runs no script; the mail is inspected as a page of its own.
    iframes: false,
    ...(only
      ? { runOnly: { type: 'rule', values: only } }
      : {
          rules: {
            'target-size': { enabled: true },
            ...Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
          },
        }),
  });
}
