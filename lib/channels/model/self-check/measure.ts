import type { Repetitions } from '#lib/contract/runs.ts';
import { BASELINE_MIN_REPETITIONS, PERMUTATIONS, SELF_CHECK_MIN_BASELINE } from '#lib/policy/thresholds.ts';
import { compareWithBaseline } from '../compare.ts';
import { createRandom } from '../statistics/random.ts';
import type { PromptSides } from '../types.ts';
import { leaveOneNightOut, randomSplit } from './arrange.ts';
import type { NightlyPrompt, WayTally } from './types.ts';

export interface SelfCheckTask {
  prompts: readonly NightlyPrompt[];
  /** Answers of each prompt that a check of the endpoint asks for. */
  check: Repetitions;
  seed: number;
  /** Random splits to try. */
  splits: number;
}

/**
 * Sets a baseline against itself: every alarm is a false one. Two ways, by the very comparison that judges a check:
 *
 * - `nights`: each night against the other nights, as a check meets the baseline. This is what the rate is about, since
 *   answers of different nights can differ although no model changed. There are only as many trials as nights.
 * - `splits`: random answers of each prompt against the rest, whatever night they are from. Here the test is exact by
 *   design, so that this way tells about the thresholds and the implementation, not about nights. Its trials share
 *   their answers: the interval is that of the splits, not of other answers.
 *
 * @param isOver asked before every trial; true leaves the rest out
 */
export function measureSelfCheck({ prompts, check, seed, splits }: SelfCheckTask, isOver: () => boolean): WayTally[] {
  const random = createRandom(seed);
  const trial = (sides: readonly PromptSides<number>[]) =>
    compareWithBaseline(sides, {
      seed: Math.floor(random() * 2 ** 31),
      minBaselineRepetitions: SELF_CHECK_MIN_BASELINE,
      permutationsWhenSmall: PERMUTATIONS,
    });

  const nights: Tally = newTally();
  const arranged = leaveOneNightOut(prompts);
  if (arranged.length < 2) nights.unmeasured = 'All answers of the baseline are from one night.';
  else for (const sides of arranged) if (!isOver()) count(nights, trial(sides));

  const split: Tally = newTally();
  for (let made = 0; made < splits && !isOver(); made++) {
    count(split, trial(randomSplit(prompts, check, random)));
    if (split.unmeasured !== null) break;
  }
  return [
    { way: 'nights', ...ended(nights) },
    { way: 'splits', ...ended(split) },
  ];
}

/** Why a baseline is not compared with itself at all; null when it is. */
export function whyNoSelfCheck(prompts: readonly NightlyPrompt[]): string | null {
  const counts = prompts.map(({ nights }) => nights.flat().length);
  const most = Math.max(0, ...counts);
  if (most >= BASELINE_MIN_REPETITIONS) return null;
  return `The baseline holds at most ${most} answers of a prompt; from ${BASELINE_MIN_REPETITIONS} on it can be compared with itself.`;
}

interface Tally {
  trials: number;
  alarms: number;
  unmeasured: string | null;
}

function newTally(): Tally {
  return { trials: 0, alarms: 0, unmeasured: null };
}

function count(tally: Tally, { verdict, reason }: { verdict: string; reason: string }): void {
  if (verdict !== 'drifted' && verdict !== 'stable') {
    tally.unmeasured = reason;
    return;
  }
  tally.trials += 1;
  if (verdict === 'drifted') tally.alarms += 1;
}

function ended({ trials, alarms, unmeasured }: Tally): Omit<WayTally, 'way'> {
  return { trials, alarms, unmeasured: trials > 0 ? null : (unmeasured ?? 'There was no time for a trial.') };
}
