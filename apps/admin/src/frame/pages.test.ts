import { describe, expect, it } from 'vitest';
import type { Permission } from '../features/organizations/permissions';
import { isShown } from './pages';

const holding =
  (...held: Permission[]) =>
  (...anyOf: Permission[]) =>
    anyOf.some((permission) => held.includes(permission));

describe('a page', () => {
  it('is shown to whoever holds what it asks for, and so is all that stands below it', () => {
    expect(isShown('/o/linde/staff', 'linde', holding('staff.read'))).toBe(true);
    expect(isShown('/o/linde/staff/roles', 'linde', holding('programs.read'))).toBe(false);
    expect(isShown('/o/linde/clients/x', 'linde', holding('clients.readOwn'))).toBe(true);
    expect(isShown('/o/linde/settings', 'linde', holding())).toBe(true);
  });

  it('below another may ask for something else', () => {
    expect(isShown('/o/linde/staff/invite', 'linde', holding('staff.invite'))).toBe(true);
    expect(isShown('/o/linde/staff/invite', 'linde', holding('staff.read'))).toBe(false);
    expect(isShown('/o/linde/clients/create/who', 'linde', holding('clients.readOwn'))).toBe(false);
  });

  it('is not mistaken for one whose name begins alike', () => {
    expect(isShown('/o/linde/staffing', 'linde', holding())).toBe(true);
  });
});
