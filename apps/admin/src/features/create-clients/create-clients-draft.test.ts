import { afterEach, expect, it, vi } from 'vitest';
import { clearAllDrafts, draftKey, emptyDraft, keepDraft, readDraft } from './create-clients-draft';

const draft = { ...emptyDraft, texts: ['ada@example.org'], input: 'ben@', programId: 'p1' };

afterEach(() => {
  vi.restoreAllMocks();
  window.sessionStorage.clear();
});

it('keeps a draft for one person and one organization', () => {
  keepDraft(draftKey('fenna', 'linde'), draft);
  expect(readDraft(draftKey('fenna', 'linde'))).toEqual(draft);
  expect(readDraft(draftKey('fenna', 'berk'))).toEqual(emptyDraft);
  expect(readDraft(draftKey('marije', 'linde'))).toEqual(emptyDraft);
});

it('leaves nothing behind once it is empty, nor when somebody signs out', () => {
  window.sessionStorage.setItem('another', 'stays');
  keepDraft(draftKey('fenna', 'linde'), draft);
  keepDraft(draftKey('fenna', 'linde'), emptyDraft);
  expect(Object.keys(window.sessionStorage)).toEqual(['another']);
  keepDraft(draftKey('fenna', 'linde'), draft);
  keepDraft(draftKey('fenna', 'berk'), draft);
  clearAllDrafts();
  expect(Object.keys(window.sessionStorage)).toEqual(['another']);
});

it('begins anew when what was kept cannot be read, and goes on when nothing can be kept', () => {
  window.sessionStorage.setItem(draftKey('fenna', 'linde'), '{');
  expect(readDraft(draftKey('fenna', 'linde'))).toEqual(emptyDraft);
  vi.spyOn(Object.getPrototypeOf(window.sessionStorage), 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(() => keepDraft(draftKey('fenna', 'linde'), draft)).not.toThrow();
});
