import type { JudgementKind } from '#generated/prisma/client.ts';
import type { Message } from '#lib/suites/format.ts';
import { addressesJudge } from './injection.ts';
import { looksEqual, type ShownAnswer } from './question.ts';
import type { JudgeFault } from './reasons.ts';

/** An answer with the hash that tells whether another says the same. */
export interface ComparableAnswer extends ShownAnswer {
  canonicalHash: string;
}

/** The answers of one prompt that a judge may be shown. */
export interface JudgeablePrompt {
  promptId: number;
  task: readonly Message[];
  /** The first answer of the run under judgement; null where none was measured. */
  tonight: ComparableAnswer | null;
  /** The first two of the baseline's founding answers. */
  accepted: readonly ComparableAnswer[];
}

/** Two answers to one prompt, the newer to be compared with the older. */
export interface Pair {
  kind: JudgementKind;
  promptId: number;
  task: readonly Message[];
  older: ComparableAnswer;
  newer: ComparableAnswer;
}

/**
 * The pairs of a run. For each prompt tonight's answer against the first accepted one, and, as the judge's own noise,
 * the second accepted one against the first; if nothing changed, both are equally likely to be told apart from it.
 */
export function pairsOf(prompts: readonly JudgeablePrompt[]): Pair[] {
  return prompts.flatMap(({ promptId, task, tonight, accepted: [first, second] }) => {
    if (first === undefined) return [];
    const pairs: Pair[] = [];
    if (tonight !== null) pairs.push({ kind: 'current', promptId, task, older: first, newer: tonight });
    if (second !== undefined) pairs.push({ kind: 'baseline', promptId, task, older: first, newer: second });
    return pairs;
  });
}

export type PairCourse = { course: 'equal' } | { course: 'ask' } | { course: 'unmeasured'; reason: JudgeFault };

/** What becomes of a pair before any call: equal answers are the same for free, and some cannot be judged fairly. */
export function courseOf({ older, newer }: Pick<Pair, 'older' | 'newer'>): PairCourse {
  if (older.canonicalHash === newer.canonicalHash) return { course: 'equal' };
  if (addressesJudge(older.output) || addressesJudge(newer.output)) {
    return { course: 'unmeasured', reason: 'judge_injected' };
  }
  if (looksEqual(older, newer)) return { course: 'unmeasured', reason: 'judge_unseen' };
  return { course: 'ask' };
}
