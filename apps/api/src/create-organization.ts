import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { passwordLink } from './auth/password/password-link.js';
import { ConfigError, configFromEnvironment } from './config.js';
import { createContext } from './context.js';
import { createLoaders } from './loaders.js';
import { createOrganization, OrganizationRefused } from './organizations/create-organization.js';
import type { Language } from './organizations/language.js';
import { createServices } from './system.js';

const HELP = `Creates an organization with its first owner, and prints a link with which the owner sets a password.

  node dist/create-organization.js --name "Praktijk De Linde" --slug de-linde \\
    --owner-email fenna@linde.example --owner-name "Fenna Bakker"

  --name           what the organization is called
  --slug           the part of addresses that names it: small letters, digits, hyphens
  --owner-email    with this address the owner signs in
  --owner-name     first name and surname
  --language       of its mail and portal: en or nl (en)
  --time-zone      IANA name (Europe/Amsterdam)
  --accent-color   house colour (#2f6f5e)
  --help           this text

The settings are those of the server: DATABASE_URL, PUBLIC_URL, AUTH_SECRET and the others. The link works once, for 48
hours; after that, "Forgotten password?" mails another one. Somebody who has a user already keeps it and its password.
`;

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return 2;
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [firstName = '', ...rest] = options['owner-name'].trim().split(/\s+/);
  const system = await createServices({ ...configFromEnvironment(), logLevel: 'silent' });
  try {
    const ctx = createContext(system.services, null, createLoaders);
    const { userId, userExisted } = await createOrganization(ctx, {
      name: options.name,
      slug: options.slug,
      language: options.language as Language,
      timeZone: options['time-zone'],
      accentColor: options['accent-color'],
      owner: { firstName, lastName: rest.join(' '), email: options['owner-email'] },
    });
    process.stdout.write(
      userExisted
        ? `Created. ${options['owner-email']} has a user already and signs in at ${ctx.config.publicUrl}/admin/\n`
        : `Created. The owner sets a password with this link, once, within 48 hours:\n${await passwordLink(ctx, userId)}\n`,
    );
    return 0;
  } finally {
    await system.close();
  }
}

const REQUIRED = ['name', 'slug', 'owner-email', 'owner-name'] as const;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        name: { type: 'string', default: '' },
        slug: { type: 'string', default: '' },
        'owner-email': { type: 'string', default: '' },
        'owner-name': { type: 'string', default: '' },
        language: { type: 'string', default: 'en' },
        'time-zone': { type: 'string', default: 'Europe/Amsterdam' },
        'accent-color': { type: 'string', default: '#2f6f5e' },
        help: { type: 'boolean', default: false },
      },
    });
    const missing = REQUIRED.filter((name) => !values[name].trim());
    if (!values.help && missing.length > 0)
      throw new Error(`missing: ${missing.map((name) => `--${name}`).join(', ')}`);
    return values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return null;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof OrganizationRefused;
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
