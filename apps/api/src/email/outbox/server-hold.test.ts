import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ServerHold } from './server-hold.js';

let hold: ServerHold;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  hold = new ServerHold(pino({ level: 'silent' }), { firstMs: 1_000, maxMs: 8_000 });
});
afterEach(() => vi.useRealTimers());

/** The server is tried as soon as it may be, and fails: how long the queue is held then. */
function failAgain(): number {
  vi.advanceTimersByTime(Math.ceil(hold.remainingMs));
  hold.serverFails('421 Closing');
  return hold.remainingMs;
}

it('holds the queue twice as long each time, up to a limit, more or less by a fifth', () => {
  for (const expected of [1_000, 2_000, 4_000, 8_000, 8_000, 8_000]) {
    const held = failAgain();
    expect(held).toBeGreaterThanOrEqual(expected * 0.8);
    expect(held).toBeLessThanOrEqual(expected * 1.2);
  }
});

it('counts once what several connections meet at the same time', () => {
  const held = failAgain();
  hold.serverFails('421 Closing');
  expect(hold.remainingMs).toBe(held);
  expect(failAgain()).toBeLessThanOrEqual(2_400);
});

it('begins anew once the server has answered', () => {
  for (let time = 0; time < 4; time += 1) failAgain();
  expect(hold.isProbing).toBe(true);
  hold.serverAnswers();
  expect([hold.isProbing, hold.remainingMs]).toEqual([false, 0]);
  expect(failAgain()).toBeLessThanOrEqual(1_200);
});
