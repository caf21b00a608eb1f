import { createRandom } from '#lib/channels/model/statistics/random.ts';
import { wilsonInterval } from '#lib/channels/model/statistics/wilson.ts';
import { type SimulatedTask, simulateGate } from '#lib/channels/prompt/gate/simulate.ts';
import type { TaskOutcome } from '#lib/channels/prompt/types.ts';
import { GATE_BASELINE_RUNS, GATE_REPEAT } from '#lib/policy/thresholds.ts';

interface Scenario {
  name: string;
  tasks: readonly SimulatedTask[];
  seed: number;
  gates: number;
  repeat?: number;
  hasBase?: boolean;
  /** What is counted: gates that fail, or gates in which the last task has this outcome. */
  counts?: TaskOutcome;
}

/** Share of simulated gates with what is counted, its 95 % interval (Wilson), and mean attempts of a gate. */
export interface Rate {
  name: string;
  share: number;
  interval: [number, number];
  attempts: number;
}

export function measureRate(scenario: Scenario): Rate {
  const { name, tasks, seed, gates, repeat = GATE_REPEAT, hasBase = true, counts } = scenario;
  const random = createRandom(seed);
  let [hits, attempts] = [0, 0];
  for (let gate = 0; gate < gates; gate++) {
    const result = simulateGate({ tasks, repeat, baselineRuns: GATE_BASELINE_RUNS, hasBase, random });
    attempts += result.attempts;
    if (counts === undefined ? result.verdict === 'fail' : result.outcomes.at(-1) === counts) hits += 1;
  }
  return { name, share: hits / gates, interval: wilsonInterval(hits, gates), attempts: attempts / gates };
}

/** A share to two decimals of a per cent: the goals lie close together. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

export function rateLine({ name, share, interval: [low, high], attempts }: Rate): string {
  const interval = `${percent(low)} to ${percent(high)}`;
  return (
    `${name.padEnd(52)}${percent(share).padStart(8)}  (${interval})`.padEnd(86) +
    `${attempts.toFixed(1).padStart(6)} calls`
  );
}
