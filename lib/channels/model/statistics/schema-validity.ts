import { measureShift } from './directional.ts';
import { isInShape, isJsonDocument } from './in-shape.ts';
import type { Statistic } from './measurement.ts';
import type { PooledPrompt } from './pool.ts';

/**
 * Whether more or fewer answers have the shape their prompt asks for: one of the choices, a document that fits the
 * JSON Schema, a call of the tool. Where nobody wrote down a shape, prompts with any JSON answer are expected to give
 * JSON.
 */
export const schemaValidity: Statistic = (pool) =>
  measureShift(pool, shapeFlags, 'No prompt asks for a shape that can be checked.');

function shapeFlags({ answers, prompt }: PooledPrompt): number[] | null {
  const { expectation } = prompt;
  if (expectation === null) {
    const flags = answers.map(({ output }) => Number(isJsonDocument(output)));
    return flags.includes(1) ? flags : null;
  }
  const flags = answers.map((answer) => isInShape(answer, expectation));
  return flags.includes(null) ? null : flags.map(Number);
}
