import { expect, it } from 'vitest';
import { TidemarkError } from './errors.ts';
import { createTrial } from './trial.ts';

const clock = () => {
  let at = 0;
  return () => (at += 5);
};

it('notes steps in the order in which they began, with what each found', async () => {
  const trial = createTrial(clock(), new AbortController().signal);
  const slow = trial.step('slow', async () => {
    await Promise.resolve();
    return { detail: 'Done.', value: 1 };
  });
  const failed = trial.step('failed', async () => {
    throw new TidemarkError('unavailable', 'Nobody answers.');
  });
  expect(await trial.step('not well', async () => ({ ok: false, detail: 'None there.', value: 2 }))).toBe(2);
  expect([await slow, await failed]).toEqual([1, undefined]);
  expect(trial.steps).toMatchObject([
    { name: 'slow', ok: true, detail: 'Done.', durationMs: expect.any(Number) },
    { name: 'failed', ok: false, detail: 'Nobody answers.' },
    { name: 'not well', ok: false, detail: 'None there.' },
  ]);
});

it('says that time ran out, and hides no defect', async () => {
  const stop = new AbortController();
  const trial = createTrial(clock(), stop.signal);
  const defect = new TypeError('x is undefined');
  const broken = trial.step('broken', () => Promise.reject(defect));
  await expect(broken).rejects.toBe(defect);
  stop.abort();
  await trial.step('late', () => Promise.reject(stop.signal.reason));
  expect(trial.steps).toMatchObject([{ name: 'late', ok: false, detail: 'It did not end in time.' }]);
});
