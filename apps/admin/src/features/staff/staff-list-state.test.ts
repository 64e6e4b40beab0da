import { describe, expect, it } from 'vitest';
import { readStaffList, staffFilter, writeStaffList } from './staff-list-state';

const read = (text: string) => readStaffList(new URLSearchParams(text));

describe('the address of the list of staff', () => {
  it('holds search, statuses, role and place, and forgets what it does not know', () => {
    expect(read('q=bram&status=ACTIVE,NONSENSE,INVITED&role=OWNER&after=x')).toEqual({
      search: 'bram',
      statuses: ['ACTIVE', 'INVITED'],
      roleId: 'OWNER',
      paging: { after: 'x' },
    });
    expect(staffFilter(read('status=NONSENSE'))).toBeNull();
    expect(staffFilter(read('status=INVITED&role=r'))).toEqual({ statuses: ['INVITED'], roleId: 'r' });
  });

  it('begins at the first page after any change but a page turn', () => {
    const at = new URLSearchParams('q=b&after=x&dialog=y');
    expect(writeStaffList(at, { roleId: 'OWNER' }).toString()).toBe('q=b&dialog=y&role=OWNER');
    expect(writeStaffList(at, { paging: { before: 'z' } }).get('before')).toBe('z');
    expect(writeStaffList(at, { search: '', statuses: [], roleId: null }).toString()).toBe('dialog=y');
  });
});
