import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLimits } from '../auth/limits.js';
import { DenialLog } from './denial-log.js';

afterEach(() => vi.useRealTimers());

describe('a refusal that is looked up some time later', () => {
  const noted = () => {
    const log = new DenialLog({
      log: pino({ level: 'silent' }),
      dataSource: {} as DataSource,
      wake: { audit: () => {}, delivery: () => {} } as never,
      limits: createLimits(),
    });
    const find = vi.fn(async () => []);
    const http = { address: '192.0.2.1', headers: new Headers(), setCookie() {} };
    log.noteWhen({ viewer: null, apiKey: null, http }, find, { apart: true });
    return { log, find };
  };

  it('is not under way when the next request comes, and is within a second', async () => {
    vi.useFakeTimers();
    const { find } = noted();
    await vi.advanceTimersByTimeAsync(50);
    expect(find).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(find).toHaveBeenCalledOnce();
  });

  it('is written at once where the process is to end', async () => {
    vi.useFakeTimers();
    const { log, find } = noted();
    await log.rest();
    expect(find).toHaveBeenCalledOnce();
  });
});
