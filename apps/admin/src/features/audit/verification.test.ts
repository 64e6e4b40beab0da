import { expect, it } from 'vitest';
import { type Verification, withPart } from './verification';

const part = (change: Partial<Verification>): Verification => ({
  reached: 20_000,
  searched: 0,
  total: 30_000,
  complete: false,
  next: null,
  problemCount: 0,
  problems: [],
  since: '2026-03-03T09:00:00.000Z',
  checkpoint: null,
  ...change,
});
const last = part({ reached: 30_000, complete: true, checkpoint: '30000-abc' });
const problem = { kind: 'CHANGED', seq: 7, otherSeq: null, entryId: 'x', message: '' };

it('takes the checkpoint of the last part when all parts are whole', () => {
  expect(withPart(part({}), last)).toMatchObject({
    reached: 30_000,
    complete: true,
    checkpoint: '30000-abc',
  });
});

it('keeps what was wrong in an earlier part, and gives no checkpoint for it', () => {
  const found = withPart(part({ problemCount: 1, problems: [problem] }), last);
  expect(found).toMatchObject({ problemCount: 1, problems: [problem], checkpoint: null });
});
