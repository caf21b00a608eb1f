import { z } from 'zod';
import { RUBRIC_PASS_AT } from '#lib/policy/thresholds.ts';
import { jsonObject, toolName } from './input.ts';

const characters = z.int().min(0).max(1_000_000).describe('Unicode code points.');

const textShape = z.strictObject({
  format: z
    .enum(['text', 'json', 'markdown'])
    .optional()
    .describe('text: neither Markdown nor JSON; json: JSON and nothing else; markdown: not JSON.'),
  minCharacters: characters.optional(),
  maxCharacters: characters.optional(),
  lines: z.int().min(1).max(10_000).optional().describe('Exact number of lines that are not blank.'),
});

/** The shape of a right final answer. */
export const expectedShape = z.strictObject({
  schema: jsonObject.optional().describe('JSON Schema that the final answer, read as JSON, must fit.'),
  text: textShape.optional(),
});

const label = z.string().trim().min(1).max(200).optional().describe('How reports name this check.');
const value = z.string().min(1).max(20_000);
const ignoreCase = z.boolean().default(false);

/** One check of the final answer, or of the tool calls on the way to it. */
export const assertion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('equals'),
    value: z.string().max(20_000).describe('The whole answer; white space around it and line endings do not count.'),
    ignoreCase,
    label,
  }),
  z.strictObject({ kind: z.literal('contains'), value, ignoreCase, label }),
  z.strictObject({ kind: z.literal('not-contains'), value, ignoreCase, label }),
  z.strictObject({
    kind: z.literal('regex'),
    pattern: z
      .string()
      .min(1)
      .max(2000)
      .describe('RE2 syntax: no look-around and no back-references, so that matching takes linear time.'),
    flags: z
      .string()
      .regex(/^i?m?s?$/, 'must be of i, m and s, in this order')
      .default(''),
    label,
  }),
  z.strictObject({ kind: z.literal('json-schema'), schema: jsonObject, label }),
  z.strictObject({
    kind: z.literal('json-path'),
    path: z.string().min(1).max(500).describe('JSON path into the answer, such as $.order.items[0].id.'),
    equals: z.json().describe('Every value at the path must be this, and there must be one.'),
    label,
  }),
  z.strictObject({
    kind: z.literal('tool-call'),
    name: toolName,
    arguments: jsonObject
      .optional()
      .describe('Arguments the call must have; others may be there as well, lists must be as long.'),
    count: z.int().min(0).max(50).optional().describe('Exact number of such calls; left out: one or more.'),
    label,
  }),
  z.strictObject({
    kind: z.literal('length'),
    minCharacters: characters.optional(),
    maxCharacters: characters.optional(),
    label,
  }),
  z.strictObject({
    kind: z.literal('rubric'),
    text: z.string().trim().min(1).max(1000).describe('One question for the judge that a right answer meets.'),
    label,
  }),
]);

const rubricItem = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and -'),
  text: z.string().trim().min(1).max(1000),
  weight: z.number().gt(0).max(1).describe('Share of the score. The weights of all items add up to 1.'),
});

/** What the judge grades the answer by. */
export const rubric = z.strictObject({
  passAt: z.number().gt(0).max(1).default(RUBRIC_PASS_AT).describe('Smallest score that passes, 0 to 1.'),
  items: z.array(rubricItem).min(1).max(20),
});

export type ExpectedShape = z.infer<typeof expectedShape>;
export type Assertion = z.infer<typeof assertion>;
