import { z } from 'zod';
import { canonicalJson } from '../json.ts';
import { type JudgeVerdict, VERDICTS } from './instructions.ts';
import { criterionIds } from './question.ts';
import type { JudgeFault } from './reasons.ts';

/** A usable opinion on the second of two answers. */
export interface Opinion {
  verdict: JudgeVerdict;
  /** Share of the criteria that are not met, 0 to 1; 0 exactly when the verdict is `same`. */
  difference: number;
  /** 0 to 100, by the judge itself: shown, never used. */
  confidence: number;
  reasons: string;
}

export type ParsedVerdict =
  | { kind: 'opinion'; opinion: Opinion }
  | { kind: 'unmeasured'; reason: JudgeFault; detail: string };

const answerSchema = z.strictObject({
  reasons: z.union([z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1)]),
  criteria: z.array(z.strictObject({ id: z.string(), met: z.boolean() })),
  verdict: z.enum(VERDICTS),
  confidence: z.int().min(0).max(100),
});

const REFUSAL =
  /^\W*(i['’]?m sorry|sorry|i apologi[sz]e|i (can(no|['’])t|am unable|am not able|won['’]t|will not)|as an ai)\b/i;
const FENCED = /^```(?:json)?[ \t]*\n([\s\S]*)\n```$/;

/**
 * Reads a judge's answer to the question with `word`. Only one JSON object in the asked form counts, bare or as one
 * code block; the score is computed here, and what contradicts itself is no opinion.
 */
export function parseVerdict(output: string, word: string): ParsedVerdict {
  const trimmed = output.trim();
  const text = FENCED.exec(trimmed)?.[1]?.trim() ?? trimmed;
  const json = parseObject(text);
  if (json === undefined) return notJson(text);
  if (canonicalJson(text) !== canonicalJson(JSON.stringify(json))) {
    return fault('judge_contradicts', 'It gives a member of its JSON twice, or a number in an unusual spelling.');
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    return fault('judge_wrong_form', issues.join('; '));
  }
  const members = Object.keys(json);
  if (members.indexOf('reasons') > members.indexOf('verdict')) {
    return fault('judge_wrong_form', 'It gives its verdict before its reasons.');
  }
  return judgeCriteria(parsed.data, word);
}

function judgeCriteria(
  { reasons, criteria, verdict, confidence }: z.infer<typeof answerSchema>,
  word: string,
): ParsedVerdict {
  const asked = criterionIds(word);
  const given = criteria.map(({ id }) => id);
  if (given.toSorted().join() !== asked.toSorted().join()) {
    return fault(
      'judge_wrong_form',
      `It judges the criteria ${given.join(', ') || '(none)'} instead of those it was given.`,
    );
  }
  const difference = criteria.filter(({ met }) => !met).length / criteria.length;
  if (verdict === 'same' && difference > 0) {
    return fault('judge_contradicts', 'It calls the answers the same although a criterion is not met.');
  }
  if (verdict !== 'same' && difference === 0) {
    return fault('judge_contradicts', `It calls the second answer ${verdict} although every criterion is met.`);
  }
  const text = typeof reasons === 'string' ? reasons : reasons.join(' ');
  return { kind: 'opinion', opinion: { verdict, difference, confidence, reasons: text } };
}

function notJson(text: string): ParsedVerdict {
  const start = `It begins: ${text.slice(0, 120)}`;
  if (REFUSAL.test(text)) return fault('judge_refused', start);
  const opens = text.indexOf('{');
  const closes = text.lastIndexOf('}');
  if (opens < 0) return fault('judge_prose', start);
  if (parseObject(text.slice(opens, closes + 1)) !== undefined) return fault('judge_rambled', start);
  return fault('judge_broken_json', start);
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fault(reason: JudgeFault, detail: string): ParsedVerdict {
  return { kind: 'unmeasured', reason, detail };
}
