import { afterEach, expect, it, vi } from 'vitest';
import { clearAllDrafts, clearDraftsOfOthers, draftKey, keepDraft, readDraft } from './drafts';

const empty = { texts: [] as string[], input: '' };
const draft = { texts: ['ada@example.org'], input: 'ben@' };
const linde = draftKey('create-clients', 'fenna', 'linde');

afterEach(() => {
  vi.restoreAllMocks();
  window.sessionStorage.clear();
});

it('keeps a draft for one person, one organization and one form', () => {
  keepDraft(linde, draft, empty);
  expect(readDraft(linde, empty)).toEqual(draft);
  expect(readDraft(draftKey('create-clients', 'fenna', 'berk'), empty)).toEqual(empty);
  expect(readDraft(draftKey('create-clients', 'marije', 'linde'), empty)).toEqual(empty);
  expect(readDraft(draftKey('invite-staff', 'fenna', 'linde'), empty)).toEqual(empty);
});

it('leaves nothing behind once it is empty, nor when somebody signs out', () => {
  window.sessionStorage.setItem('another', 'stays');
  keepDraft(linde, draft, empty);
  keepDraft(linde, { input: '', texts: [] }, empty);
  expect(Object.keys(window.sessionStorage)).toEqual(['another']);
  keepDraft(linde, draft, empty);
  keepDraft(draftKey('invite-client', 'fenna', 'berk'), draft, empty);
  clearAllDrafts();
  expect(Object.keys(window.sessionStorage)).toEqual(['another']);
});

it('leaves nothing of somebody else to whoever signs in next', () => {
  keepDraft(linde, draft, empty);
  keepDraft(draftKey('invite-staff', 'marije', 'linde'), draft, empty);
  clearDraftsOfOthers('marije');
  expect(Object.keys(window.sessionStorage)).toEqual([draftKey('invite-staff', 'marije', 'linde')]);
});

it('begins anew when what was kept cannot be read, and goes on when nothing can be kept', () => {
  window.sessionStorage.setItem(linde, '{');
  expect(readDraft(linde, empty)).toEqual(empty);
  vi.spyOn(Object.getPrototypeOf(window.sessionStorage), 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(() => keepDraft(linde, draft, empty)).not.toThrow();
});
