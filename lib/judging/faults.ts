/** Why a judge's answer is none, beside what can go wrong with any call (lib/gateway/outcome.ts). */
export const JUDGING_FAULTS = {
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
} as const satisfies Record<string, { label: string; mend: string }>;

export type JudgingFault = keyof typeof JUDGING_FAULTS;
