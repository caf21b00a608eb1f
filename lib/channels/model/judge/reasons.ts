import { isUnmeasuredReason, UNMEASURED_LABEL, type UnmeasuredReason } from '#lib/gateway/outcome.ts';
import { JUDGING_FAULTS } from '#lib/judging/faults.ts';

/** Why an answer of a judge is no opinion, beside what can go wrong with any call (lib/gateway/outcome.ts). */
export const JUDGE_FAULTS = {
  ...JUDGING_FAULTS,
  judge_injected: {
    label: 'An answer speaks to the judge',
    mend: 'Read both answers; the other signals judge them as usual.',
  },
  judge_unseen: {
    label: 'The answers differ only where they are cut',
    mend: 'Shorten the prompt’s answers by max_tokens.',
  },
} as const satisfies Record<string, { label: string; mend: string }>;

export type JudgeFault = keyof typeof JUDGE_FAULTS;
export type JudgeUnmeasuredReason = JudgeFault | UnmeasuredReason;

/** What a stored reason means to a reader and what they can do about it. */
export function judgeReasonLabel(reason: string): { label: string; mend: string } {
  if (isJudgeFault(reason)) return JUDGE_FAULTS[reason];
  return isUnmeasuredReason(reason) ? UNMEASURED_LABEL[reason] : { label: reason, mend: '' };
}

function isJudgeFault(reason: string): reason is JudgeFault {
  return Object.hasOwn(JUDGE_FAULTS, reason);
}
