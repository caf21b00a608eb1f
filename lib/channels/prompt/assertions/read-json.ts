import { nestsTooDeep } from '#lib/platform/canonical-json.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { answerExcerpt, excerpt } from './excerpt.ts';

export type ReadJson = { value: unknown } | { fault: string };

const FENCE = /^```/;

/** Reads an answer that must be JSON and nothing else; or says why it is not. */
export function readJson(output: string): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch (error) {
    return { fault: whyNot(output, error) };
  }
  return nestsTooDeep(output) ? { fault: 'The answer is JSON that nests too deep to be read.' } : { value };
}

/** A value of JSON in a sentence. */
export function jsonExcerpt(value: unknown): string {
  return excerpt(JSON.stringify(value) ?? 'nothing');
}

function whyNot(output: string, error: unknown): string {
  if (output.trim() === '') return answerExcerpt(output);
  if (FENCE.test(output.trimStart())) return 'The answer is a code block, where bare JSON was asked for.';
  const reason = messageOf(error).replace(/ in JSON at .*$|, (?:\.\.\.)?".*$/s, '');
  return `The answer is no JSON (${reason}). ${answerExcerpt(output)}`;
}
