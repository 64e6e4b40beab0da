import type { Verification } from '../src/features/audit/verification';

/** A part of the answer about the log of an organization, with nothing wrong in it. */
export const aPart = (change: Partial<Verification> = {}): Verification => ({
  reached: 20_000,
  searched: 0,
  total: 20_000,
  complete: false,
  next: null,
  problemCount: 0,
  problems: [],
  since: '2026-03-03T09:00:00.000Z',
  checkpoint: null,
  ...change,
});

export const aProblem = { kind: 'CHANGED', seq: 7, otherSeq: null, entryId: 'x', message: '' };
