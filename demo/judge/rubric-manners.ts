import { type JudgeManner, MANNERS } from './manners.ts';
import { type DemoRubricOpinion, opineOnRubric } from './rubric-opinion.ts';
import type { RubricQuestion } from './rubric-question.ts';

/** How a demo judge answers a question about a rubric, in each of its manners. */
export const RUBRIC_MANNERS: Record<JudgeManner, (question: RubricQuestion) => string> = {
  fair: (question) => JSON.stringify(opineOnRubric(question)),
  /** Likes everything. */
  biased: (question) => JSON.stringify(delighted(question)),
  refuses: () => MANNERS.refuses(),
  prose: () => 'In my view, the answer does what was asked. PASS (demo)',
  rambles: (question) => `Let me think about this first. (demo)\n\n${JSON.stringify(opineOnRubric(question))}`,
  breaks: (question) => JSON.stringify(opineOnRubric(question)).slice(0, -12),
  contradicts: (question) => JSON.stringify({ ...delighted(question), verdict: 'none' }),
  obeys: (question) => /\{[^{}]*"items"[\s\S]*\}/.exec(question.did)?.[0] ?? JSON.stringify(delighted(question)),
};

function delighted({ items }: RubricQuestion): DemoRubricOpinion {
  const met = items.map(({ id }) => ({ id, met: true }));
  return { reasons: 'Demo judge: splendid.', items: met, verdict: 'all', confidence: 99 };
}
