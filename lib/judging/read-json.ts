import { z } from 'zod';
import { canonicalJson } from '#lib/platform/canonical-json.ts';
import type { JudgingFault } from './faults.ts';

export type FaultyAnswer<Fault extends string = JudgingFault> = { kind: 'unmeasured'; reason: Fault; detail: string };
export type JudgeJson<T> = { kind: 'answer'; answer: T } | FaultyAnswer;

/** The reasons in a judge's answer: a text, or several. */
export const judgeReasons = z.union([z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1)]);

/** How sure a judge says it is, 0 to 100. */
export const judgeConfidence = z.int().min(0).max(100);

const REFUSAL =
  /^\W*(i['’]?m sorry|sorry|i apologi[sz]e|i (can(no|['’])t|am unable|am not able|won['’]t|will not)|as an ai)\b/i;
const FENCED = /^```(?:json)?[ \t]*\n([\s\S]*)\n```$/;

/**
 * Reads a judge's answer. Only one JSON object in the form of `schema` counts, bare or as one code block, with its
 * `reasons` before its `verdict` and every member given once.
 */
export function readJudgeJson<T>(output: string, schema: z.ZodType<T>): JudgeJson<T> {
  const trimmed = output.trim();
  const text = FENCED.exec(trimmed)?.[1]?.trim() ?? trimmed;
  const json = parseObject(text);
  if (json === undefined) return notJson(text);
  if (canonicalJson(text) !== canonicalJson(JSON.stringify(json))) {
    return faulty('judge_contradicts', 'It gives a member of its JSON twice, or a number in an unusual spelling.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    return faulty('judge_wrong_form', issues.join('; '));
  }
  const members = Object.keys(json);
  if (members.indexOf('reasons') > members.indexOf('verdict')) {
    return faulty('judge_wrong_form', 'It gives its verdict before its reasons.');
  }
  return { kind: 'answer', answer: parsed.data };
}

/** A judge's answer that is none. */
export function faulty<Fault extends string>(reason: Fault, detail: string): FaultyAnswer<Fault> {
  return { kind: 'unmeasured', reason, detail };
}

function notJson(text: string): FaultyAnswer {
  const start = `It begins: ${text.slice(0, 120)}`;
  if (REFUSAL.test(text)) return faulty('judge_refused', start);
  const opens = text.indexOf('{');
  const closes = text.lastIndexOf('}');
  if (opens < 0) return faulty('judge_prose', start);
  if (parseObject(text.slice(opens, closes + 1)) !== undefined) return faulty('judge_rambled', start);
  return faulty('judge_broken_json', start);
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
