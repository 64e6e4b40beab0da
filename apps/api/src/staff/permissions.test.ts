import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_ROLES, FOR_CONNECTED, isPermission, PERMISSIONS, permissionsOf } from './permissions.js';
import { withPermissionsTable } from './permissions-table.js';

describe('permissions', () => {
  it('come with what they imply, and unknown ones grant nothing', () => {
    expect([...permissionsOf(['clients.invite'])].sort()).toEqual([
      'clients.invite',
      'clients.inviteOwn',
      'clients.readOwn',
      'organization.read',
    ]);
    expect(permissionsOf(['clients.everything', '__proto__', 'constructor']).size).toBe(0);
    expect(isPermission('toString')).toBe(false);
  });

  it('are all of them the owner’s, and all but the ownership the administrator’s', () => {
    expect([...permissionsOf(['OWNER'])].sort()).toEqual([...PERMISSIONS].sort());
    expect(BUILT_IN_ROLES.ADMINISTRATOR.permissions).not.toContain('organization.own');
  });

  it('for connected clients are narrower ones, which nobody who holds the wider one lacks', () => {
    for (const [wider, narrower] of Object.entries(FOR_CONNECTED))
      for (const role of Object.keys(BUILT_IN_ROLES)) {
        const held = permissionsOf([role]);
        if (isPermission(wider) && held.has(wider) && wider.startsWith('clients.'))
          expect(held.has(narrower), `${role} ${wider}`).toBe(true);
      }
  });

  it('stand in docs/permissions.md as they are', async () => {
    const page = await readFile(new URL('../../../../docs/permissions.md', import.meta.url), 'utf8');
    expect(withPermissionsTable(page)).toBe(page);
    expect(() => withPermissionsTable('# Nothing')).toThrow('no place');
  });
});
