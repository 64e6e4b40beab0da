import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { i18n } from '../../../i18n';
import { groupNames, inShownOrder, isKnownPermission, permissionGroups } from './permission-groups';

const source = readFileSync(join(import.meta.dirname, '../../../../../api/src/staff/permissions.ts'), 'utf8');

/** What the API's own source lists under a name. */
function listed(name: string, entry: RegExp): string[] {
  const list = new RegExp(`${name} = \\{([\\s\\S]*?)\\n\\} as const`).exec(source)?.[1] ?? '';
  return Array.from(list.matchAll(entry), (match) => match[1] as string);
}

const permissionsOfApi = () => listed('PERMISSION_TEXTS', /^ {2}'([\w.]+)':/gm);
const rolesOfApi = () => listed('BUILT_IN_ROLES', /^ {2}([A-Z]+): /gm);

const saysSomething = (key: string, language: string) => {
  const words = i18n.getResource(language, 'staff', key) as unknown;
  expect(typeof words === 'string' && words.length > 3, `${key} in ${language}`).toBe(true);
};

describe('permissions', () => {
  it('are those of the API, each shown once', () => {
    const shown = Object.values(permissionGroups).flat();
    expect(permissionsOfApi().length).toBeGreaterThan(20);
    expect([...shown].sort()).toEqual(permissionsOfApi().sort());
    expect(new Set(shown).size).toBe(shown.length);
  });

  it('are explained in both languages, and so are groups and built-in roles', () => {
    for (const language of ['en', 'nl']) {
      for (const permission of permissionsOfApi())
        for (const part of ['name', 'does']) saysSomething(`permission.${permission}.${part}`, language);
      for (const group of groupNames) saysSomething(`group.${group}`, language);
      for (const role of rolesOfApi())
        for (const part of ['name', 'does']) saysSomething(`role.${role}.${part}`, language);
    }
    expect(rolesOfApi()).toHaveLength(5);
  });

  it('that are new to this page are left out of it', () => {
    expect(isKnownPermission('future.use')).toBe(false);
    expect(inShownOrder(['staff.read', 'future.use', 'clients.read'])).toEqual([
      'clients.read',
      'staff.read',
    ]);
  });
});
