import type { SimulatedLaw, SimulatedTask } from './simulate.ts';

/** Pass rates of the suite that the gate is measured on: two unsteady tasks, one that fails now and then, 17 steady ones. */
const PASS_RATES = [0.8, 0.8, 0.95, ...Array.from({ length: 17 }, () => 1)];

/** Pass rate of a steady task once a prompt broke it. */
const BROKEN = 0.3;

const lawOf = (passRate: number, latencySpread: number): SimulatedLaw => ({
  passRate,
  latencyMs: 2_000,
  latencySpread,
});

/** The same prompt on both sides. */
export function sameOnBothSides(latencySpread = 0): SimulatedTask[] {
  return PASS_RATES.map((passRate) => {
    const law = lawOf(passRate, latencySpread);
    return { before: law, head: law };
  });
}

/** The last, a steady task, is broken by the new prompt. */
export function oneBroken(latencySpread = 0): SimulatedTask[] {
  return sameOnBothSides(latencySpread).map((task, index, { length }) =>
    index === length - 1 ? { ...task, head: lawOf(BROKEN, latencySpread) } : task,
  );
}

/** The same prompt on both sides, but the model drifted since the baseline: the last, a steady task, passes at `passRate` now. */
export function driftedModel(passRate: number, latencySpread = 0): SimulatedTask[] {
  return sameOnBothSides(latencySpread).map((task, index, { length }) => {
    const now = lawOf(passRate, latencySpread);
    return index === length - 1 ? { ...task, head: now, base: now } : task;
  });
}

/** The last task answers `times` as slowly with the new prompt. */
export function oneSlower(times: number, latencySpread: number): SimulatedTask[] {
  return sameOnBothSides(latencySpread).map((task, index, { length }) =>
    index === length - 1 ? { ...task, head: { ...task.head, latencyMs: task.head.latencyMs * times } } : task,
  );
}
