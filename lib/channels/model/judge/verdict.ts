import { z } from 'zod';
import { type FaultyAnswer, faulty, judgeConfidence, judgeReasons, readJudgeJson } from '#lib/judging/read-json.ts';
import { type JudgeVerdict, VERDICTS } from './instructions.ts';
import { criterionIds } from './question.ts';

/** A usable opinion on the second of two answers. */
export interface Opinion {
  verdict: JudgeVerdict;
  /** Share of the criteria that are not met, 0 to 1; 0 exactly when the verdict is `same`. */
  difference: number;
  /** 0 to 100, by the judge itself: shown, never used. */
  confidence: number;
  reasons: string;
}

export type ParsedVerdict = { kind: 'opinion'; opinion: Opinion } | FaultyAnswer;

const answerSchema = z.strictObject({
  reasons: judgeReasons,
  criteria: z.array(z.strictObject({ id: z.string(), met: z.boolean() })),
  verdict: z.enum(VERDICTS),
  confidence: judgeConfidence,
});

/**
 * Reads a judge's answer to the question with `word` (lib/judging/read-json.ts). The score is computed here, and what
 * contradicts itself is no opinion.
 */
export function parseVerdict(output: string, word: string): ParsedVerdict {
  const read = readJudgeJson(output, answerSchema);
  return read.kind === 'answer' ? judgeCriteria(read.answer, word) : read;
}

function judgeCriteria(
  { reasons, criteria, verdict, confidence }: z.infer<typeof answerSchema>,
  word: string,
): ParsedVerdict {
  const asked = criterionIds(word);
  const given = criteria.map(({ id }) => id);
  if (given.toSorted().join() !== asked.toSorted().join()) {
    return faulty(
      'judge_wrong_form',
      `It judges the criteria ${given.join(', ') || '(none)'} instead of those it was given.`,
    );
  }
  const difference = criteria.filter(({ met }) => !met).length / criteria.length;
  if (verdict === 'same' && difference > 0) {
    return faulty('judge_contradicts', 'It calls the answers the same although a criterion is not met.');
  }
  if (verdict !== 'same' && difference === 0) {
    return faulty('judge_contradicts', `It calls the second answer ${verdict} although every criterion is met.`);
  }
  const text = typeof reasons === 'string' ? reasons : reasons.join(' ');
  return { kind: 'opinion', opinion: { verdict, difference, confidence, reasons: text } };
}
