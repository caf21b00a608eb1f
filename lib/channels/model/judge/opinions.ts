import type { JudgementKind } from '#generated/prisma/client.ts';
import { assertNever } from '#lib/platform/errors.ts';
import type { JudgedPrompt } from '../types.ts';
import { differs } from './differs.ts';
import type { JudgeVerdict } from './instructions.ts';
import { courseOf, type JudgeablePrompt, type Pair, pairsOf } from './pairs.ts';
import { judgeReasonLabel } from './reasons.ts';

/** What is stored of one question to a judge. */
export interface StoredOpinion {
  promptId: number;
  kind: JudgementKind;
  /** Whether the newer answer was shown first. */
  swapped: boolean;
  /** Of the newer answer beside the older; null when unmeasured. */
  verdict: JudgeVerdict | null;
  /** Why there is no verdict; null where there is one. */
  reason: string | null;
}

const REVERSED: Record<JudgeVerdict, JudgeVerdict> = {
  same: 'same',
  better: 'worse',
  worse: 'better',
  different: 'different',
};

/** A verdict on the second answer, said of the newer one. */
export function ofNewer(verdict: JudgeVerdict, swapped: boolean): JudgeVerdict {
  return swapped ? REVERSED[verdict] : verdict;
}

/** Whether a pair differs, or why nobody can tell. */
type Told = { differs: boolean } | { unmeasured: string };

/** What the comparison is told of each prompt (statistics/judge.ts), by prompt id. */
export function judgedPrompts(
  prompts: readonly JudgeablePrompt[],
  opinions: readonly StoredOpinion[],
): Map<number, JudgedPrompt> {
  return new Map(
    prompts.map((prompt) => {
      const pairs = pairsOf([prompt]);
      const tell = (kind: JudgementKind): Told => {
        const pair = pairs.find((each) => each.kind === kind);
        if (pair === undefined) return { unmeasured: 'there are too few answers to compare' };
        return tellApart(
          pair,
          opinions.filter((each) => each.promptId === prompt.promptId && each.kind === kind),
        );
      };
      const [tonight, baseline] = [tell('current'), tell('baseline')];
      const missing = [tonight, baseline].find((told) => 'unmeasured' in told);
      return [
        prompt.promptId,
        {
          tonightDiffers: 'differs' in tonight ? tonight.differs : null,
          baselineDiffers: 'differs' in baseline ? baseline.differs : null,
          unmeasured: missing?.unmeasured ?? null,
        },
      ];
    }),
  );
}

function tellApart(pair: Pair, opinions: readonly StoredOpinion[]): Told {
  const decided = courseOf(pair);
  switch (decided.course) {
    case 'equal':
      return { differs: false };
    case 'unmeasured':
      return { unmeasured: judgeReasonLabel(decided.reason).label };
    case 'ask': {
      const verdictOf = (swapped: boolean) => opinions.find((each) => each.swapped === swapped)?.verdict ?? null;
      const told = differs(verdictOf(false), verdictOf(true));
      if (told !== null) return { differs: told };
      const reason = opinions.find((each) => each.reason !== null)?.reason ?? null;
      return { unmeasured: reason === null ? 'the judge was not asked in time' : judgeReasonLabel(reason).label };
    }
    default:
      return assertNever(decided);
  }
}
