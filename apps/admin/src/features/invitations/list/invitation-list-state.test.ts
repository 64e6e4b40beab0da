import { describe, expect, it } from 'vitest';
import { deliveryWords } from '../delivery-state';
import {
  deliveryChoices,
  invitationFilter,
  isFiltered,
  noInvitationFilters,
  readInvitationList,
  writeInvitationList,
} from './invitation-list-state';

const at = (query: string) => new URLSearchParams(query);

describe('the open invitations in the address', () => {
  it('reads back what it wrote', () => {
    const written = writeInvitationList(at(''), {
      recipient: 'clients',
      search: 'ada',
      status: 'EXPIRED',
      delivery: ['back', 'doubt'],
      programId: 'p 1',
      sort: 'expiring',
      paging: { before: 'i7' },
    });
    expect(readInvitationList(at(written.toString()))).toEqual({
      recipient: 'clients',
      search: 'ada',
      status: 'EXPIRED',
      delivery: ['back', 'doubt'],
      programId: 'p 1',
      sort: 'expiring',
      paging: { before: 'i7' },
    });
  });

  it('offers each word that a row has for its mail, and finds by it what has that word', () => {
    const found = Object.entries(deliveryChoices).flatMap(([word, states]) =>
      states.map((state) => [state, word]),
    );
    expect(Object.fromEntries(found)).toEqual(deliveryWords);
  });

  it('asks for all states of a mail that one word stands for', () => {
    expect(invitationFilter(readInvitationList(at('delivery=waiting,doubt')))).toEqual({
      deliveryStates: ['QUEUED', 'SENDING', 'UNKNOWN'],
    });
  });

  it('never shows what is no longer open, whatever the address says', () => {
    expect(readInvitationList(at('status=ACCEPTED&delivery=toString')).status).toBeNull();
    expect(invitationFilter(readInvitationList(at('status=ACCEPTED&delivery=toString')))).toBeNull();
  });

  it('asks for those of one kind when a tab says so', () => {
    expect(invitationFilter(readInvitationList(at('recipient=staff')))).toEqual({ recipient: 'STAFF' });
    expect(invitationFilter(readInvitationList(at('recipient=constructor')))).toBeNull();
  });

  it('asks for those of one program, but not among the staff, of whom nobody is in one', () => {
    const ofProgram = readInvitationList(at('program=p1'));
    expect(invitationFilter(ofProgram)).toEqual({ programId: 'p1' });
    expect(isFiltered(ofProgram)).toBe(true);
    expect(writeInvitationList(at('program=p1&after=i9'), noInvitationFilters).toString()).toBe('');
    expect(writeInvitationList(at('program=p1'), { recipient: 'clients' }).toString()).toBe(
      'program=p1&recipient=clients',
    );
    expect(writeInvitationList(at('program=p1'), { recipient: 'staff' }).toString()).toBe('recipient=staff');
    const ofStaff = readInvitationList(at('program=p1&recipient=staff'));
    expect(invitationFilter(ofStaff)).toEqual({ recipient: 'STAFF' });
    expect(isFiltered(ofStaff)).toBe(false);
  });

  it('starts at the first page when the filter changes', () => {
    expect(writeInvitationList(at('after=i9&sort=oldest'), { delivery: ['back'] }).toString()).toBe(
      'sort=oldest&delivery=back',
    );
  });
});
