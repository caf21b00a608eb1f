import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PromptSpec } from './format.ts';
import { requireSuite } from './read.ts';
import { CATEGORIES } from './vocabulary.ts';

/** Most characters of a short answer: 16 tokens of about three characters in JSON (a cautious estimate). */
const SHORT_ANSWER_CHARS = 48;

const suite = await requireSuite('suites/canary');
const short = suite.prompts.filter(({ stratum }) => stratum === 'short');

describe('the canary suite of the product', () => {
  it('has 12 short and 8 behaviour prompts that cover all five categories', () => {
    expect(suite.key).toBe('canary');
    expect(suite.prompts).toHaveLength(20);
    expect(short).toHaveLength(12);
    expect(new Set(suite.prompts.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
  });

  it('says in each short prompt whether it sits on the border or is stable, and has both', () => {
    const kinds = short.map(({ why }) => /^(Border|Stable)\b/.exec(why)?.[1]);
    expect(kinds).not.toContain(undefined);
    expect(kinds.filter((kind) => kind === 'Border').length).toBeGreaterThanOrEqual(5);
    expect(kinds.filter((kind) => kind === 'Stable').length).toBeGreaterThanOrEqual(4);
  });

  it.each(short.map((prompt) => [prompt.id, prompt] as const))('offers closed, short answers in %s', (_id, prompt) => {
    expect(prompt.maxTokens).toBe(16);
    const answers = closedAnswers(prompt);
    expect(answers.length).toBeGreaterThanOrEqual(1);
    for (const answer of answers) expect(answer.length).toBeLessThanOrEqual(SHORT_ANSWER_CHARS);
  });

  it.each(suite.prompts.map((prompt) => [prompt.id, prompt] as const))(
    'starts the id of %s with its category',
    (id, prompt) => {
      expect(id.startsWith(`${prompt.category}:`)).toBe(true);
    },
  );

  it('names right answers that fit their own schemas', () => {
    for (const { expect: shape, tools } of suite.prompts) {
      if (shape.kind === 'json' && shape.correct !== undefined) fits(shape.schema, shape.correct);
      if (shape.kind !== 'tool-call') continue;
      const tool = tools.find((each) => each.function.name === shape.name);
      fits(tool?.function.parameters ?? {}, shape.arguments);
    }
  });

  it('knows the right answers', () => {
    const divisible = [91, 104, 133, 161, 187, 203].filter((value) => value % 7 === 0).length;
    expect(correctOf('reasoning:divisible-by-seven')).toBe(String(divisible));
    expect(71 * 73).toBe(5183);
    expect(correctOf('reasoning:looks-prime')).toBe('COMPOSITE');
    const backup = 22 * 60 + 40 + 95;
    const cleanUp = Math.max(backup + 20 + 50, backup + 85) + 15;
    expect(cleanUp - 24 * 60).toBe(60 + 55);
    expect(promptOf('reasoning:night-jobs').expect).toMatchObject({ contains: ['Answer: 01:55'] });
  });
});

function promptOf(id: string): PromptSpec {
  const prompt = suite.prompts.find((each) => each.id === id);
  if (prompt === undefined) throw new Error(`no prompt ${id}`);
  return prompt;
}

function correctOf(id: string): unknown {
  const { expect: shape } = promptOf(id);
  return shape.kind === 'one-of' ? shape.correct : undefined;
}

function fits(schema: unknown, value: unknown): void {
  expect(z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema).safeParse(value).error).toBeUndefined();
}

/** Every answer a short prompt allows, as far as they can be listed. */
function closedAnswers({ expect: shape }: PromptSpec): string[] {
  if (shape.kind === 'one-of') return shape.answers;
  if (shape.kind !== 'json') return [];
  const properties = z
    .record(z.string(), z.object({ enum: z.array(z.string()).optional() }))
    .parse(shape.schema.properties);
  const [[name, property] = ['', {}]] = Object.entries(properties);
  const values: unknown[] = property.enum ?? (shape.correct === undefined ? [] : Object.values(shape.correct ?? {}));
  return values.map((value) => JSON.stringify({ [name]: value }));
}
