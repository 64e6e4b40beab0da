import { readFile } from 'node:fs/promises';

// MJML takes only colours where colours go, so two that no organization has stand for the slots.
const COLOR_SLOTS = { '#ac0001': '{{Accent}}', '#ac0002': '{{OnAccent}}' };

let compiled: Promise<string> | undefined;

/**
 * The HTML of every mail, with its slots still in it. MJML escapes nothing and takes milliseconds a mail, so it is run once
 * a process, over words of our own only; what comes from people is put in afterwards, escaped.
 */
export function mailTemplate(): Promise<string> {
  compiled ??= readTemplate().catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
}

async function readTemplate(): Promise<string> {
  return compile(await readFile(new URL('./templates/mail.mjml', import.meta.url), 'utf8'));
}

export async function compile(source: string): Promise<string> {
  // Loaded on first use: it takes most of a second and memory that a process without mail need not spend.
  const { default: mjml2html } = await import('mjml');
  const { html, errors } = await mjml2html(source, {
    validationLevel: 'strict',
    keepComments: false,
    // Nothing may be read from disk or network by a template.
    ignoreIncludes: true,
    // By itself MJML has web fonts fetched for names it knows: every reader would be reported to their host.
    fonts: {},
  });
  if (errors.length > 0)
    throw new Error(`mail.mjml: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  return Object.entries(COLOR_SLOTS)
    .reduce((text, [color, slot]) => text.replaceAll(color, slot), html)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
