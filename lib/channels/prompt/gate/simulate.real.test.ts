import { describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { GATE_BASELINE_RUNS, GATE_REPEAT } from '#lib/policy/thresholds.ts';
import { simulateGate } from './simulate.ts';
import { driftedModel, oneBroken, sameOnBothSides } from './standard-suites.ts';

const GATES = 600;

function share(tasks: ReturnType<typeof oneBroken>, hasBase: boolean, seed: string) {
  const random = createRandom(seed);
  const options = { tasks, repeat: GATE_REPEAT, baselineRuns: GATE_BASELINE_RUNS, hasBase, random };
  const results = Array.from({ length: GATES }, () => simulateGate(options));
  return {
    failed: results.filter(({ verdict }) => verdict === 'fail').length / GATES,
    blamed: results.filter(({ outcomes }) => outcomes.at(-1) === 'regressed').length / GATES,
    attempts: results.reduce((sum, { attempts }) => sum + attempts, 0) / GATES,
  };
}

describe.each([true, false])('simulated gates, with a prompt before: %s', (hasBase) => {
  it('do not fail when nothing changed', () => {
    const { failed, attempts } = share(sameOnBothSides(), hasBase, 'unchanged');
    // Three standard errors above the 1 % that it must keep; bench:gate measures it closely.
    expect(failed).toBeLessThan(0.022);
    expect(attempts).toBeLessThan(70);
  });

  it('fail when one steady task is broken', () => {
    const { failed, attempts } = share(oneBroken(), hasBase, 'broken');
    expect(failed).toBeGreaterThan(0.925);
    expect(attempts).toBeLessThan(82);
  });
});

it('do not blame the prompt for a model that drifted', () => {
  expect(share(driftedModel(0.5), true, 'drifted').blamed).toBeLessThan(0.035);
});
