import type { PromptKind, PromptScreening } from '#lib/contract/proposals.ts';
import { MIN_MEASURED_SHARE, SCREENING_NOISY_BITS } from '#lib/policy/thresholds.ts';

/** One measured answer of a screening. */
export interface ScreenedAnswer {
  canonicalHash: string;
  /** What it says, tool calls included. */
  text: string;
}

/** Answers kept as evidence for each prompt, and characters of each. */
const KEPT_ANSWERS = 5;
const KEPT_CHARS = 200;

/**
 * What repeated answers tell about a prompt: how many different ones there are, and the entropy of their distribution,
 * −Σ p·log₂ p, in bits. A tie of two answers has 1 bit; five answers that all differ have 2.3.
 *
 * @param asked how many answers were asked for
 */
export function screenPrompt(answers: readonly ScreenedAnswer[], asked: number): PromptScreening {
  const groups = [...Map.groupBy(answers, ({ canonicalHash }) => canonicalHash).values()].sort(
    (one, other) => other.length - one.length,
  );
  const entropyBits = groups.reduce((bits, { length }) => bits + surprise(length / answers.length), 0);
  return {
    kind: kindOf({ measured: answers.length, asked, distinct: groups.length, entropyBits }),
    asked,
    measured: answers.length,
    distinct: groups.length,
    entropyBits,
    answers: groups.slice(0, KEPT_ANSWERS).map((group) => ({ text: cut(group[0]?.text ?? ''), count: group.length })),
  };
}

function surprise(share: number): number {
  return share === 1 ? 0 : -share * Math.log2(share);
}

function kindOf({ asked, measured, distinct, entropyBits }: Omit<PromptScreening, 'kind' | 'answers'>): PromptKind {
  if (measured === 0 || measured < MIN_MEASURED_SHARE * asked) return 'unmeasured';
  if (distinct === 1) return 'stable';
  return entropyBits > SCREENING_NOISY_BITS ? 'noisy' : 'border';
}

function cut(text: string): string {
  return text.length <= KEPT_CHARS ? text : `${text.slice(0, KEPT_CHARS - 1).toWellFormed()}…`;
}
