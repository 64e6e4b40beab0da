import { cp } from 'node:fs/promises';

// What the compiler leaves behind: the templates that mails are made from.
await cp(
  new URL('../src/email/templates', import.meta.url),
  new URL('../dist/email/templates', import.meta.url),
  {
    recursive: true,
  },
);
