import { expect } from 'vitest';
import type { z } from 'zod';

/** Asserts that `answer` fits `schema` and holds nothing beyond it: what a schema does not name must not be sent. */
export function expectExactly<Schema extends z.ZodType>(schema: Schema, answer: z.output<Schema>): void {
  expect(answer).toEqual(schema.parse(answer));
}
