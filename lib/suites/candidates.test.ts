import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requireSuite } from './read.ts';
import { CANDIDATE_SUITE } from './screening/candidates.ts';
import { CATEGORIES } from './vocabulary.ts';

/** Most characters of a short answer: 16 tokens of about three characters (a cautious estimate). */
const SHORT_ANSWER_CHARS = 48;

const suite = await requireSuite('suites/candidates');
const canary = await requireSuite('suites/canary');
const short = suite.prompts.filter(({ stratum }) => stratum === 'short');
const behaviour = suite.prompts.filter(({ stratum }) => stratum === 'behaviour');

describe('the candidate prompts of the product', () => {
  it('are many enough to choose from, in every category', () => {
    expect(suite.key).toBe(CANDIDATE_SUITE);
    expect(short.length).toBeGreaterThanOrEqual(40);
    for (const category of CATEGORIES) {
      const own = short.filter((prompt) => prompt.category === category);
      expect(own.filter(({ why }) => why.startsWith('Border')).length, category).toBeGreaterThanOrEqual(4);
      expect(own.filter(({ why }) => why.startsWith('Stable')).length, category).toBeGreaterThanOrEqual(3);
      expect(behaviour.filter((prompt) => prompt.category === category).length, category).toBeGreaterThanOrEqual(1);
    }
  });

  it('share no id and no question with the canary suite', () => {
    const ids = new Set(canary.prompts.map(({ id }) => id));
    const questions = new Set(canary.prompts.map(({ messages }) => JSON.stringify(messages)));
    for (const { id, messages } of suite.prompts) {
      expect(ids.has(id), id).toBe(false);
      expect(questions.has(JSON.stringify(messages)), id).toBe(false);
    }
  });

  it.each(short.map((prompt) => [prompt.id, prompt] as const))('%s is a short forced choice', (id, prompt) => {
    expect(id.startsWith(`${prompt.category}:`)).toBe(true);
    expect(prompt.maxTokens).toBe(16);
    expect(prompt.why).toMatch(/^(Border|Stable)\b/);
    const { expect: shape } = prompt;
    if (shape.kind === 'one-of') {
      for (const answer of shape.answers) expect(answer.length).toBeLessThanOrEqual(SHORT_ANSWER_CHARS);
      return;
    }
    expect(shape.kind).toBe('json');
    if (shape.kind !== 'json' || shape.correct === undefined) return;
    const schema = z.fromJSONSchema(shape.schema as z.core.JSONSchema.JSONSchema);
    expect(schema.safeParse(shape.correct).error).toBeUndefined();
  });

  it('knows the right answers of its sums', () => {
    for (const { id, expect: shape } of suite.prompts) {
      const number = Number(/^reasoning:prime-(\d+)$/.exec(id)?.[1]);
      if (Number.isNaN(number) || shape.kind !== 'one-of') continue;
      const divisors = Array.from({ length: Math.floor(Math.sqrt(number)) - 1 }, (_, index) => index + 2);
      expect(shape.correct, id).toBe(divisors.some((each) => number % each === 0) ? 'COMPOSITE' : 'PRIME');
    }
    expect(67 * 83).toBeGreaterThan(5560);
    expect('ARBITRAGEUR'.split('R').length - 1).toBe(3);
    expect(new Date('2023-03-17').getUTCDay()).toBe(5);
  });
});
