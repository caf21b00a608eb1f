import { z } from 'zod';
import { TidemarkError } from '../platform/errors.ts';
import { CATEGORIES, STRATA, type Stratum } from './vocabulary.ts';

/** Largest `maxTokens` of each stratum, in tokens of the visible answer. */
export const MAX_TOKENS = { short: 16, behaviour: 4096 } as const satisfies Record<Stratum, number>;

/** `maxTokens` of a prompt that names none, in tokens of the visible answer. */
export const DEFAULT_MAX_TOKENS = { short: 16, behaviour: 512 } as const satisfies Record<Stratum, number>;

/** Longest message, in UTF-16 code units. */
const MAX_MESSAGE_CHARS = 100_000;

const NAME_LENGTH = 120;

export const promptId = z
  .string()
  .max(NAME_LENGTH)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9_.:-]*[A-Za-z0-9])?$/, 'must be letters and digits, with - _ : . inside');

export const suiteKey = z
  .string()
  .max(NAME_LENGTH)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by single hyphens');

export const category = z.enum(CATEGORIES);
export const stratum = z.enum(STRATA);

/** One chat message; empty content is allowed, because empty input is a thing worth probing. */
export const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string().max(MAX_MESSAGE_CHARS),
});

const jsonObject = z.record(z.string(), z.json());

const toolName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _');

/** A function tool as the chat completions API takes it; `parameters` is a JSON Schema. */
const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: toolName,
    description: z.string().max(2000).default(''),
    parameters: jsonObject,
  }),
});

export const toolChoice = z.union(
  [
    z.enum(['auto', 'none', 'required']),
    z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: toolName }) }),
  ],
  { error: 'must be auto, none, required or {type: function, function: {name}}' },
);

export const responseFormat = z.enum(['text', 'json']);

const note = z.string().trim().min(1).max(500).optional();

/** What a good answer looks like. Drift is measured against the baseline; this says whether an answer is still in shape. */
export const expectation = z.discriminatedUnion('kind', [
  /** Exactly one of `answers`; `correct` is the right one where there is a right one. */
  z.strictObject({
    kind: z.literal('one-of'),
    answers: z.array(z.string().min(1).max(200)).min(2).max(20),
    correct: z.string().optional(),
    note,
  }),
  /** A JSON document that fits `schema` (JSON Schema); `correct` is the one right document, if there is one. */
  z.strictObject({ kind: z.literal('json'), schema: jsonObject, correct: z.json().optional(), note }),
  /** One call of the tool `name` with exactly these arguments. */
  z.strictObject({ kind: z.literal('tool-call'), name: toolName, arguments: jsonObject, note }),
  /** Whether the model should decline; `either` sits on the border, where a shift is the signal. */
  z.strictObject({ kind: z.literal('refusal'), stance: z.enum(['decline', 'comply', 'either']), note }),
  /** Source code, fenced or bare. */
  z.strictObject({ kind: z.literal('code'), language: z.string().regex(/^[a-z0-9+#-]{1,30}$/), note }),
  /** Free text; each of `contains` occurs in a correct answer. */
  z.strictObject({
    kind: z.literal('text'),
    contains: z.array(z.string().min(1).max(200)).max(10).optional(),
    note,
  }),
]);

/** One prompt of a suite, as stored in `SuitePrompt.spec` and as the gateway is asked with. */
export const promptSpec = z.strictObject({
  id: promptId,
  category,
  stratum,
  why: z.string().trim().min(1).max(1000),
  messages: z.array(message).min(1).max(50),
  /** Empty when the prompt offers no tools. */
  tools: z.array(tool).max(20),
  /** Null leaves the choice to the gateway. */
  toolChoice: toolChoice.nullable(),
  responseFormat,
  /** Tokens of the visible answer. */
  maxTokens: z.int().min(1).max(MAX_TOKENS.behaviour),
  expect: expectation,
});

export type Message = z.infer<typeof message>;
export type PromptSpec = z.infer<typeof promptSpec>;

/** A parsed suite; `contentHash` names its version (see hash.ts). */
export interface Suite {
  key: string;
  title: string;
  description: string;
  prompts: PromptSpec[];
  contentHash: string;
}

/**
 * Reads a stored `SuitePrompt.spec`.
 *
 * @throws TidemarkError `internal` when it is not one: stored specs were checked when published.
 */
export function parsePromptSpec(json: unknown): PromptSpec {
  const parsed = promptSpec.safeParse(json);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new TidemarkError('internal', `A stored prompt does not fit the suite format: ${reasons.join('; ')}`);
}
