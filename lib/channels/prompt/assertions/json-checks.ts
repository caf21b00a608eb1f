import { TidemarkError } from '#lib/platform/errors.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { compilePath } from '../expressions/json-path.ts';
import { compileSchema } from '../expressions/json-schema.ts';
import type { Assertion } from '../task/expectation.ts';
import { answerExcerpt, excerpt } from './excerpt.ts';
import { jsonExcerpt, readJson } from './read-json.ts';

/** Longest list of faults against a schema in a sentence, in UTF-16 code units. */
const FAULTS_CHARS = 500;

/** What is wrong with an answer by a JSON Schema, in words; null where nothing is. */
export function fitsSchema(schema: Readonly<Record<string, unknown>>, output: string): string | null {
  const json = readJson(output);
  if ('fault' in json) return json.fault;
  const compiled = compileSchema(schema);
  if ('reason' in compiled) return `The schema ${compiled.reason}.`;
  const faults = faultsOf(compiled, json.value);
  if (faults.length === 0) return null;
  return `The answer does not fit: ${excerpt(faults.join('; '), 0, FAULTS_CHARS)}. ${answerExcerpt(output)}`;
}

/** Every value at the path must be the expected one, and there must be at least one. */
export function holdsAtPath(
  { path, equals }: Extract<Assertion, { kind: 'json-path' }>,
  output: string,
): string | null {
  const json = readJson(output);
  if ('fault' in json) return json.fault;
  const compiled = compilePath(path);
  if ('reason' in compiled) return `The path ${excerpt(path)} ${compiled.reason}.`;
  if (typeof json.value !== 'object' || json.value === null) {
    return `The answer is JSON, but no object and no list. ${answerExcerpt(output)}`;
  }
  const values = compiled.valuesIn(json.value);
  if (values.length === 0) return `There is nothing at ${path}. ${answerExcerpt(output)}`;
  const wanted = stableJson(equals);
  const other = values.find((value) => stableJson(value) !== wanted);
  return other === undefined ? null : `At ${path} is ${jsonExcerpt(other)} instead of ${jsonExcerpt(equals)}.`;
}

/** A schema that goes round in circles on this value is at fault itself: the check fails and says so. */
function faultsOf(compiled: { faultsOf: (value: unknown) => string[] }, value: unknown): string[] {
  try {
    return compiled.faultsOf(value);
  } catch (error) {
    if (error instanceof TidemarkError) return [error.message];
    throw error;
  }
}
