import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { type Organization, OrganizationContext, type Viewer, ViewerContext } from '../organizations/viewer';
import { useInvitationDraft, type WrittenInvitation } from './use-invitation-draft';

const letter: WrittenInvitation = {
  message: { subject: 'As we said on the phone', body: 'Dear Ada', buttonText: 'Begin' },
  connections: [{ id: 's', label: 'Bram' }],
};

/** Opened, and after a reload opened again. */
function open(clientIds?: string[]) {
  return renderHook(() => useInvitationDraft(clientIds), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <ViewerContext value={{ id: 'fenna' } as Viewer}>
        <OrganizationContext value={{ id: 'linde' } as Organization}>{children}</OrganizationContext>
      </ViewerContext>
    ),
  }).result.current;
}

afterEach(() => window.sessionStorage.clear());

describe('an invitation half-written to clients who exist', () => {
  it('is there again for the same client, and for no other', () => {
    open(['ada']).write(letter);
    expect(open(['ada'])).toMatchObject(letter);
    expect(open(['ben'])).toMatchObject({ message: null, connections: null });
    expect(open(['ada', 'ben'])).toMatchObject({ message: null, connections: null });
  });

  it('keeps the text for many, but not whom they are connected with', () => {
    open(['ada', 'ben']).write(letter);
    expect(open(undefined)).toMatchObject({ message: letter.message, connections: null });
  });

  it('outlives looking at another client, and ends when it is put back or something new is written', () => {
    open(['ada']).write(letter);
    open(['ben']).write(null);
    expect(open(['ada']).hasContent()).toBe(true);
    open(['ada']).write(null);
    expect(open(['ada']).hasContent()).toBe(false);
  });
});
