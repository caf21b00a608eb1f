import { afterAll, expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import { compareWithBaseline } from '../compare.ts';
import type { PromptSides } from '../types.ts';
import { createComparer } from './comparer.ts';

const comparer = createComparer();
afterAll(() => comparer.close());

const answers = (...texts: string[]) =>
  texts.map((output) => toAnswer({ output, embedding: new Float32Array([0.6, 0.8]) }));

const prompts: PromptSides<number>[] = Array.from({ length: 12 }, (_, promptId) => ({
  promptId,
  stratum: 'behaviour',
  category: 'reasoning',
  expectation: null,
  baseline: answers('Yes', 'Yes', 'Yes'),
  tonight: answers('No'),
  judged: null,
}));

it('says the same as a comparison in this thread, and leaves this thread free meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const comparison = await comparer.compare(prompts, { seed: 7 });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
  expect(comparison).toEqual(compareWithBaseline(prompts, { seed: 7 }));
  expect(comparison.verdict).toBe('drifted');
});

it('carries out one comparison after the other, and fails only the one that cannot be made', async () => {
  const broken = prompts.map((prompt) => ({
    ...prompt,
    tonight: answers('No').map((answer) => ({ ...answer, output: null })),
  }));
  const results = await Promise.allSettled([
    comparer.compare(prompts, { seed: 1 }),
    comparer.compare(broken as unknown as PromptSides<number>[], { seed: 1 }),
    comparer.compare(prompts, { seed: 2 }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
