import { invariant } from '#lib/platform/errors.ts';
import type { Attempt, AttemptRef, GatedTask, GateVerdict, TaskOutcome } from '../types.ts';
import { decideGate } from './decide-gate.ts';
import { nextAttempts } from './next-attempts.ts';
import { recordedBaseline } from './recorded-baseline.ts';

/** How a simulated task answers with a prompt. */
export interface SimulatedLaw {
  /** Probability that an attempt passes. */
  passRate: number;
  /** Median latency, and the standard deviation of its logarithm. */
  latencyMs: number;
  latencySpread: number;
}

export interface SimulatedTask {
  /** When its baseline is measured and, unless the model drifted since, with the prompt before. */
  before: SimulatedLaw;
  /** With the new prompt. */
  head: SimulatedLaw;
  /** With the prompt before when the gate runs; left out: as when its baseline was measured. */
  base?: SimulatedLaw;
}

export interface SimulatedGate {
  tasks: readonly SimulatedTask[];
  repeat: number;
  baselineRuns: number;
  hasBase: boolean;
  /** Uniform in [0, 1). */
  random: () => number;
}

export interface SimulatedResult {
  verdict: GateVerdict;
  outcomes: TaskOutcome[];
  /** Attempts that the gate made; those of the bless are not among them. */
  attempts: number;
}

/** Blesses a baseline by the product's own procedure and runs one gate against it, with answers drawn from the tasks' laws. */
export function simulateGate({ tasks, repeat, baselineRuns, hasBase, random }: SimulatedGate): SimulatedResult {
  const lawOf = new Map(tasks.map((task, index) => [`task-${index}`, task]));
  const blessed = tasks.map(({ before }, index): GatedTask => {
    const id = `task-${index}`;
    const answers = Array.from({ length: baselineRuns }, (_, number) =>
      draw({ taskId: id, side: 'head', number }, before, random),
    );
    const baseline = recordedBaseline(answers, id, baselineRuns, NOBODY);
    return { id, title: id, taskHash: '', baseline };
  });
  const attempts: Attempt[] = [];
  const state = { tasks: blessed, attempts, repeat, hasBase };
  for (let refs = nextAttempts(state); refs.length > 0; refs = nextAttempts(state)) {
    for (const ref of refs) {
      const task = lawOf.get(ref.taskId);
      invariant(task !== undefined, 'the gate attempts tasks it was given');
      attempts.push(draw(ref, ref.side === 'head' ? task.head : (task.base ?? task.before), random));
    }
  }
  const { verdict, tasks: decisions } = decideGate(state, null);
  return { verdict, outcomes: decisions.map(({ outcome }) => outcome), attempts: attempts.length };
}

const NOBODY = { agent: '', model: '', promptHash: '', taskHash: '', measuredAt: '', blessedBy: '' };

function draw(ref: AttemptRef, law: SimulatedLaw, random: () => number): Attempt {
  const passes = random() < law.passRate;
  return {
    ...ref,
    outcome: passes ? 'pass' : 'fail',
    reason: passes ? '' : 'simulated',
    checks: [],
    rubric: null,
    output: '',
    toolCalls: [],
    turns: 1,
    latencyMs: law.latencyMs * Math.exp(law.latencySpread * normal(random)),
    promptTokens: 100,
    completionTokens: 50,
    costUsd: 0,
    calls: 1,
  };
}

/** A standard normal number (Box & Muller 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
