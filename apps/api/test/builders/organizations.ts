import { uuidv7 } from 'uuidv7';
import type { RegistrationMode } from '../../src/organizations/registration-mode.js';
import { type Tables, unique } from './tables.js';

export interface BuiltOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export async function anOrganization(
  app: Tables,
  {
    name = 'Praktijk De Linde',
    language = 'en',
    timeZone = 'Europe/Amsterdam',
    registrationMode = 'INVITATION_ONLY' as RegistrationMode,
  } = {},
): Promise<BuiltOrganization> {
  const id = uuidv7();
  const slug = `org-${unique()}`;
  await app.sql(
    `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color, registration_mode)
     VALUES (?, ?, ?, ?, ?, '#2f6f5e', ?)`,
    [id, slug, name, language, timeZone, registrationMode],
  );
  await app.sql('INSERT INTO client_number_sequences (organization_id) VALUES (?)', [id]);
  return { id, slug, name };
}
