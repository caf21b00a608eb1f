import { afterEach, describe, expect, it } from 'vitest';
import { listenForStop } from './stop-control.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

describe('listenForStop', () => {
  const own = new Map(SIGNALS.map((name) => [name, process.listeners(name)]));
  afterEach(() => {
    for (const name of SIGNALS) {
      for (const listener of process.listeners(name))
        if (!own.get(name)?.includes(listener)) process.off(name, listener);
    }
  });

  it('takes the copy of a keystroke that npm passes on for what it is, and a later one as a wish to hurry', () => {
    let clockMs = 0;
    const told: string[] = [];
    const { stop, hurry } = listenForStop(
      () => clockMs,
      (line) => told.push(line),
    );
    process.emit('SIGINT');
    clockMs = 900;
    process.emit('SIGINT');
    expect([stop.aborted, hurry.aborted]).toEqual([true, false]);
    clockMs = 1500;
    process.emit('SIGTERM');
    expect(hurry.aborted).toBe(true);
    expect(told).toHaveLength(2);
  });
});
