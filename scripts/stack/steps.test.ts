import { describe, expect, it } from 'vitest';
import { createSteps, seconds } from './steps.ts';

function record(isTerminal: boolean, stop = new AbortController().signal) {
  const written: string[] = [];
  let clockMs = 0;
  const steps = createSteps({
    write: (text) => written.push(text),
    isTerminal,
    first: 2,
    total: 10,
    nowMs: () => clockMs,
    stop,
  });
  const takes = (ms: number) => async () => {
    clockMs += ms;
    return 'done';
  };
  return { steps, takes, text: () => written.join('') };
}

describe('createSteps', () => {
  it('numbers steps in the order they are shown, with what each took', async () => {
    const { steps, takes, text } = record(false);
    const slow = steps.begin('Slow', takes(1500));
    const quick = steps.begin('Quick', takes(20));
    await steps.show(quick, (value) => value);
    await steps.show(slow, () => '');
    const lines = text().trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ 2\/10 {2}Quick +done +0\.0 s$/);
    expect(lines[1]).toMatch(/^ 3\/10 {2}Slow +1\.5 s$/);
  });

  it('does not begin before what it comes after, and does not count the wait', async () => {
    const { steps, takes, text } = record(false);
    const first = steps.begin('First', takes(5000));
    const second = steps.begin('Second', takes(100), first.outcome);
    await steps.show(first, () => '');
    await steps.show(second, () => '');
    expect(text()).toMatch(/Second +0\.1 s/);
  });

  it('keeps a failure until the step is shown', async () => {
    const { steps, text } = record(false);
    const failing = steps.begin('Build', () => Promise.reject(new Error('broken')));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(steps.show(failing, () => '')).rejects.toThrow('broken');
    expect(text()).toContain('Build              failed\n');
  });

  it('never says that work failed which was told to stop', async () => {
    const stopping = new AbortController();
    const { steps, text } = record(false, stopping.signal);
    const cutOff = async () => stopping.signal.throwIfAborted();
    const [build, run] = [steps.begin('Build', cutOff), steps.begin('Run', cutOff)];
    stopping.abort();
    await expect(steps.show(build, () => '')).rejects.toBeDefined();
    await expect(steps.show(run, () => '', 'stopped; it goes on later')).rejects.toBeDefined();
    expect(text()).toMatch(/Build +stopped\n.*Run +stopped; it goes on later\n$/);
  });

  it('shows progress in place on a terminal, and not at all elsewhere', async () => {
    for (const isTerminal of [true, false]) {
      const { steps, text } = record(isTerminal);
      const run = steps.begin('Run', async () => steps.progress('3 of 20'));
      await steps.show(run, () => '');
      expect(text().includes('3 of 20')).toBe(isTerminal);
    }
  });
});

describe('seconds', () => {
  it.each([
    [40, '0.0 s'],
    [59_940, '59.9 s'],
    [72_300, '1 min 12 s'],
  ])('of %d ms', (ms, text) => expect(seconds(ms).trim()).toBe(text));
});
