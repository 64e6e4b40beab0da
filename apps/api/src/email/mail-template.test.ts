import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from './mail-template.js';

// Below the folder of the process: what lies elsewhere MJML does not read anyway.
const path = relative(process.cwd(), fileURLToPath(new URL('./templates/mail.mjml', import.meta.url)));

describe('a template', () => {
  it.each([
    ['head', 'type="css"'],
    ['body', 'type="html"'],
    ['body', ''],
  ])('reads nothing by an include in its %s: %s', async (where, type) => {
    const include = `<mj-include path="${path}" ${type} />`;
    const html = await compile(
      `<mjml><mj-head>${where === 'head' ? include : ''}</mj-head><mj-body><mj-section><mj-column>
         <mj-text>Welcome</mj-text>${where === 'body' ? include : ''}</mj-column></mj-section></mj-body></mjml>`,
    );
    expect(html).toContain('Welcome');
    expect(html).not.toContain('ButtonText');
  });
});
