import { z } from 'zod';
import type { JudgingFault } from '#lib/judging/faults.ts';
import { type FaultyAnswer, faulty, judgeConfidence, judgeReasons, readJudgeJson } from '#lib/judging/read-json.ts';
import { CONTRADICTORY_CONFIDENCE } from '#lib/policy/thresholds.ts';
import { VERDICTS } from './instructions.ts';
import { itemIds } from './question.ts';

/** What a judge says of one answer; the items in the order of the question. */
export interface RubricVerdict {
  met: boolean[];
  /** 0 to 100, how sure it is that the answer does what the items ask. */
  confidence: number;
  reasons: string;
}

export type ParsedRubricVerdict = { kind: 'verdict'; verdict: RubricVerdict } | FaultyAnswer<JudgingFault>;

const answerSchema = z.strictObject({
  reasons: judgeReasons,
  items: z.array(z.strictObject({ id: z.string(), met: z.boolean() })),
  verdict: z.enum(VERDICTS),
  confidence: judgeConfidence,
});

/**
 * Reads a judge's answer to the question about `count` items with `word` (lib/judging/read-json.ts). An answer that
 * contradicts itself, or judges other items than it was given, is none.
 */
export function parseRubricVerdict(output: string, count: number, word: string): ParsedRubricVerdict {
  const read = readJudgeJson(output, answerSchema);
  if (read.kind !== 'answer') return read;
  const { reasons, items, verdict, confidence } = read.answer;
  const asked = itemIds(count, word);
  const given = new Map(items.map(({ id, met }) => [id, met]));
  if (items.length !== count || !asked.every((id) => given.has(id))) {
    const named = items.map(({ id }) => id).join(', ') || '(none)';
    return faulty('judge_wrong_form', `It judges the items ${named} instead of those it was given.`);
  }
  const met = asked.map((id) => given.get(id) === true);
  const follows = verdictOf(met);
  if (verdict !== follows) {
    return faulty('judge_contradicts', `It says that ${verdict} of the items are met, and marks ${follows}.`);
  }
  if (follows === 'all' && confidence < CONTRADICTORY_CONFIDENCE) {
    return faulty('judge_contradicts', `It marks every item as met, and is ${confidence} of 100 sure of the answer.`);
  }
  return {
    kind: 'verdict',
    verdict: { met, confidence, reasons: typeof reasons === 'string' ? reasons : reasons.join(' ') },
  };
}

function verdictOf(met: readonly boolean[]): (typeof VERDICTS)[number] {
  if (met.every(Boolean)) return 'all';
  return met.some(Boolean) ? 'some' : 'none';
}
