import type { Judgement } from '#generated/prisma/client.ts';
import type { JudgingFacts } from './facts.ts';
import { courseOf, type Pair, pairsOf } from './pairs.ts';
import type { JudgeFault } from './reasons.ts';

/** One question that is still open: a pair in one order. */
export interface OpenQuestion {
  pair: Pair;
  /** Whether the newer answer is shown first. */
  swapped: boolean;
  /** The run its judgement is kept with. */
  runId: number;
  /** Why it is settled as unmeasured without a call; null where the judge is asked. */
  unfit: JudgeFault | null;
}

/**
 * Questions without a judgement yet. A judgement is made once; only an unmeasured one on the baseline itself, from
 * before this run, is tried again: else one bad night of the judge would mark a baseline for good.
 */
export function openQuestions(facts: JudgingFacts): OpenQuestion[] {
  const { runId, foundingRunId, prompts, stored, startedAt } = facts;
  const isSettled = (pair: Pair, swapped: boolean): boolean => {
    const known = stored.find((each) => isAbout(each, pair) && each.swapped === swapped);
    if (known === undefined) return false;
    return known.outcome === 'measured' || pair.kind === 'current' || known.createdAt >= startedAt;
  };
  return pairsOf(prompts).flatMap((pair) => {
    const course = courseOf(pair);
    if (course.course === 'equal') return [];
    const unfit = course.course === 'unmeasured' ? course.reason : null;
    const keptWith = pair.kind === 'current' ? runId : foundingRunId;
    return [false, true]
      .filter((swapped) => !isSettled(pair, swapped))
      .map((swapped) => ({ pair, swapped, runId: keptWith, unfit }));
  });
}

function isAbout({ promptId, kind }: Judgement, pair: Pair): boolean {
  return promptId === pair.promptId && kind === pair.kind;
}
