import { expect, it } from 'vitest';
import { aPart, aProblem } from '../../../test/verification';
import { withPart } from './verification';

const total = 30_000;
const last = aPart({ total, reached: total, complete: true, checkpoint: '30000-abc' });

it('takes the checkpoint of the last part when all parts are whole', () => {
  expect(withPart(aPart({ total }), last)).toMatchObject({
    reached: 30_000,
    complete: true,
    checkpoint: '30000-abc',
  });
});

it('keeps what was wrong in an earlier part, and gives no checkpoint for it', () => {
  const found = withPart(aPart({ total, problemCount: 1, problems: [aProblem] }), last);
  expect(found).toMatchObject({ problemCount: 1, problems: [aProblem], checkpoint: null });
});
