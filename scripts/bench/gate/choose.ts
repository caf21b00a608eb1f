import { type Design, exactTask } from './exact.ts';

/** What a design comes to in the suite of 20 tasks: two pass at 0.8, one at 0.95, 17 always. */
export interface Exact {
  /** Probability that a gate fails though nothing changed. */
  falseFail: number;
  /** Probability that a steady task broken to 0.3 counts as regressed. */
  power: number;
  /** Largest probability that a task whose model drifted from 1 on both sides counts as regressed. */
  driftBlamed: number;
  /** Largest probability that an unchanged task, however unsteady, counts as regressed. */
  worstUnsteady: number;
  /** Mean attempts of a gate when nothing changed, and when one task is broken. */
  attempts: number;
  attemptsWhenBroken: number;
}

const UNSTEADY = [0.8, 0.8, 0.95];
const STEADY_TASKS = 17;
const TENTHS = Array.from({ length: 9 }, (_, index) => (index + 1) / 10);

export function exactSuite(design: Design): Exact {
  const same = (rate: number) => exactTask(design, { before: rate, head: rate, base: rate });
  const unsteady = UNSTEADY.map(same);
  const broken = exactTask(design, { before: 1, head: 0.3, base: 1 });
  const attempts = STEADY_TASKS * design.repeat + unsteady.reduce((sum, task) => sum + task.attempts, 0);
  return {
    falseFail: 1 - unsteady.reduce((quiet, { regressed }) => quiet * (1 - regressed), 1),
    power: broken.regressed,
    driftBlamed: Math.max(...TENTHS.map((rate) => exactTask(design, { before: 1, head: rate, base: rate }).regressed)),
    worstUnsteady: Math.max(...TENTHS.map((rate) => same(rate).regressed)),
    attempts,
    attemptsWhenBroken: attempts - design.repeat + broken.attempts,
  };
}

/** Gates of one prompt change, of which one meets a broken task; then it is blessed once. */
const GATES_PER_CHANGE = 5;
const TASKS = 20;

/** Attempts that one prompt change costs: its gates and the baselines at its end. */
export function attemptsPerChange({ baselineRuns }: Design, { attempts, attemptsWhenBroken }: Exact): number {
  return (GATES_PER_CHANGE - 1) * attempts + attemptsWhenBroken + TASKS * baselineRuns;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * The cheapest design with a baseline of `baselineRuns` that keeps the goals with room for the error of a simulation:
 * false fails ≤ 0.8 %, power ≥ 96 %, a drifted model blamed on the prompt ≤ 2 %, any unsteady task ≤ 0.6 %.
 * Null where none does. Without `withBase` the baseline alone decides, and drift can not be told apart.
 */
export function cheapest(baselineRuns: number, withBase: boolean): { design: Design; exact: Exact } | null {
  const found: { design: Design; exact: Exact; cost: number }[] = [];
  const suspicions = range(8, withBase ? 13 : 18).flatMap((attempts) =>
    (withBase ? [0.05, 0.1, 0.15, 0.2, 0.3] : [0.01, 0.02, 0.03, 0.05]).map((alpha) => ({ attempts, alpha })),
  );
  const blames = withBase
    ? range(8, 12).flatMap((attempts) => [0.02, 0.03, 0.04, 0.05].map((alpha) => ({ attempts, alpha })))
    : [null];
  for (const repeat of [3, 4]) {
    for (const suspicion of suspicions) {
      for (const blame of blames) {
        const design = { repeat, baselineRuns, suspicion, blame };
        const power = exactTask(design, { before: 1, head: 0.3, base: 1 }).regressed;
        if (power < 0.96) continue;
        const exact = exactSuite(design);
        const quiet = exact.falseFail <= 0.008;
        if (!quiet || (withBase && (exact.driftBlamed > 0.02 || exact.worstUnsteady > 0.006))) continue;
        found.push({ design, exact, cost: attemptsPerChange(design, exact) });
      }
    }
  }
  return found.sort((a, b) => a.cost - b.cost)[0] ?? null;
}
