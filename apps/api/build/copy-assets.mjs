import { cp } from 'node:fs/promises';

// What the compiler leaves behind: the templates that mails are made from, and the logo of the demo.
for (const path of ['email/templates', 'demo/logo.png'])
  await cp(new URL(`../src/${path}`, import.meta.url), new URL(`../dist/${path}`, import.meta.url), {
    recursive: true,
  });
