import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../types.ts';
import { runAttempts } from './run-attempts.ts';

const attemptOf = (number: number): Attempt => ({
  taskId: 't',
  side: 'head',
  number,
  outcome: 'pass',
  reason: '',
  checks: [],
  rubric: null,
  output: '',
  toolCalls: [],
  turns: 1,
  latencyMs: 1,
  promptTokens: 1,
  completionTokens: 1,
  costUsd: 0,
  calls: 1,
});
const refs = Array.from({ length: 10 }, (_, number) => number);
const signal = new AbortController().signal;

describe('runAttempts', () => {
  it('makes all, some at once, and gives them in order', async () => {
    let inFlight = 0;
    let most = 0;
    const told: number[] = [];
    const made = await runAttempts(
      refs,
      async (number) => {
        most = Math.max(most, ++inFlight);
        await sleep(20 - number);
        inFlight--;
        return attemptOf(number);
      },
      { concurrency: 4, signal, onDone: ({ number }) => void told.push(number) },
    );
    expect(made.map(({ number }) => number)).toEqual(refs);
    expect(told.toSorted((a, b) => a - b)).toEqual(refs);
    expect(most).toBe(4);
  });

  it('begins no further one after a failure, and waits for those in flight', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const failing = runAttempts(
      refs,
      async (number, stop) => {
        begun.push(number);
        if (number === 1) throw new Error('database away');
        await sleep(10);
        ended.push(number);
        expect(stop.aborted).toBe(true);
        return attemptOf(number);
      },
      { concurrency: 3, signal },
    );
    await expect(failing).rejects.toThrow('database away');
    expect(begun).toEqual([0, 1, 2]);
    expect(ended).toEqual([0, 2]);
  });

  it('fails where keeping an attempt fails', async () => {
    const onDone = () => Promise.reject(new Error('disk full'));
    await expect(
      runAttempts(refs, async (number) => attemptOf(number), { concurrency: 1, signal, onDone }),
    ).rejects.toThrow('disk full');
  });

  it('throws the reason of an abort', async () => {
    const stop = new AbortController();
    const reason = new Error('cancelled');
    const kept: number[] = [];
    const stopped = runAttempts(
      refs,
      async (number) => {
        if (number === 3) stop.abort(reason);
        return attemptOf(number);
      },
      { concurrency: 1, signal: stop.signal, onDone: ({ number }) => void kept.push(number) },
    );
    await expect(stopped).rejects.toBe(reason);
    expect(kept).toEqual([0, 1, 2, 3]);
  });

  it('has nothing to do', async () => {
    expect(await runAttempts([], async () => attemptOf(0), { concurrency: 1, signal })).toEqual([]);
  });
});
