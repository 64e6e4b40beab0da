import { expect, it } from 'vitest';
import { backoff } from './delivery-outcome.js';

const MINUTE = 60_000;

it.each([
  [1, 1],
  [2, 2],
  [5, 16],
  [8, 128],
  [9, 240],
  [100, 240],
])('waits after attempt %d for %d minutes, more or less by a fifth', (attempts, minutes) => {
  const waits = Array.from({ length: 100 }, () => backoff(attempts) / MINUTE);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(minutes * 0.8);
  expect(Math.max(...waits)).toBeLessThanOrEqual(minutes * 1.2);
  expect(new Set(waits).size).toBeGreaterThan(50);
});
