import { describe, expect, it } from 'vitest';
import { clientFilter, readClientList, writeClientList } from './client-list-state';

const at = (query: string) => new URLSearchParams(query);

describe('the clients list in the address', () => {
  it('reads back what it wrote', () => {
    const written = writeClientList(at(''), {
      search: 'ada & co',
      statuses: ['ACTIVE', 'INVITE_EXPIRED'],
      programId: 'p 1',
      sort: 'name-down',
      paging: { after: 'x=' },
    });
    expect(readClientList(at(written.toString()))).toEqual({
      search: 'ada & co',
      statuses: ['ACTIVE', 'INVITE_EXPIRED'],
      programId: 'p 1',
      sort: 'name-down',
      paging: { after: 'x=' },
    });
  });

  it('goes back to the first page when what is shown changes', () => {
    expect(writeClientList(at('q=a&after=c5'), { search: 'b' }).toString()).toBe('q=b');
    expect(writeClientList(at('before=c5'), { sort: 'name' }).toString()).toBe('sort=name');
  });

  it('keeps the filters when a page is turned', () => {
    expect(writeClientList(at('q=a&after=c5'), { paging: { after: 'c9' } }).toString()).toBe('q=a&after=c9');
  });

  it('leaves what is not its own alone, and defaults out', () => {
    expect(writeClientList(at('dialog=invite&sort=name'), { sort: 'newest' }).toString()).toBe(
      'dialog=invite',
    );
  });

  it('ignores what it does not know', () => {
    const state = readClientList(at('status=ACTIVE,NONSENSE,ACTIVE&sort=constructor'));
    expect(state.statuses).toEqual(['ACTIVE']);
    expect(state.sort).toBe('newest');
  });

  it('filters nothing when nothing is asked', () => {
    expect(clientFilter(readClientList(at('sort=name&after=c5')))).toBeNull();
    expect(clientFilter(readClientList(at('q=ada&status=ACTIVE')))).toEqual({
      search: 'ada',
      statuses: ['ACTIVE'],
    });
  });
});
