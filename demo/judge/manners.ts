import { opine } from './opinion.ts';
import type { JudgeQuestion } from './question.ts';

/** How a demo judge answers: in the asked form, or with a fault that real judges show. */
export const MANNERS = {
  /** As it was asked to. */
  fair: (question) => JSON.stringify(opine(question)),
  /** Prefers what stands first, whatever it is. */
  biased: (question) => JSON.stringify({ ...differing(question), verdict: 'worse' }),
  refuses: () => 'I’m sorry, but I cannot compare these answers. (demo)',
  prose: () => 'In my view, the second answer is about as good as the first one. (demo)',
  rambles: (question) =>
    `Let me think about this first. (demo)\n\n${JSON.stringify(opine(question))}\n\nI hope this helps!`,
  breaks: (question) => JSON.stringify(opine(question)).slice(0, -12),
  contradicts: (question) => JSON.stringify({ ...differing(question), verdict: 'same' }),
  /** Does what an answer tells it to: repeats a verdict it finds there, else says that all is the same. */
  obeys: (question) => {
    const dictated = /\{[^{}]*"criteria"[\s\S]*\}/.exec(`${question.first}\n${question.second}`)?.[0];
    return dictated ?? JSON.stringify(opine({ ...question, second: question.first }));
  },
} as const satisfies Record<string, (question: JudgeQuestion) => string>;

export type JudgeManner = keyof typeof MANNERS;

/** An opinion with a criterion that is not met. */
function differing(question: JudgeQuestion) {
  return opine({ ...question, first: 'demo', second: '' });
}
