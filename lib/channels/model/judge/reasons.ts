import { isUnmeasuredReason, UNMEASURED_LABEL, type UnmeasuredReason } from '#lib/gateway/outcome.ts';

/** Why an answer of a judge is no opinion, beside what can go wrong with any call (lib/gateway/outcome.ts). */
export const JUDGE_FAULTS = {
  judge_refused: {
    label: 'The judge declined',
    mend: 'Choose another judge, or leave prompts of this kind to the other signals.',
  },
  judge_prose: { label: 'The judge answered in prose', mend: 'Choose a judge that keeps to JSON.' },
  judge_rambled: { label: 'The judge wrote beside its verdict', mend: 'Choose a judge that keeps to JSON.' },
  judge_broken_json: { label: 'The judge’s JSON is broken', mend: 'Choose a judge that keeps to JSON.' },
  judge_wrong_form: {
    label: 'The judge’s verdict is not in the asked form',
    mend: 'Choose a judge that keeps to the form.',
  },
  judge_contradicts: { label: 'The judge contradicts itself', mend: 'Choose a larger judge.' },
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
