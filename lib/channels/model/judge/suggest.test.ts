import { expect, it } from 'vitest';
import { suggestJudge } from './suggest.ts';

it.each([
  ['gpt-4o', ['gpt-4o', 'gpt-5', 'claude-opus-4-1', 'claude-opus-4-5', 'claude-haiku-4-5'], 'claude-opus-4-5'],
  ['claude-sonnet-4-5', ['claude-opus-4-5', 'gpt-5', 'gpt-5-mini'], 'gpt-5'],
  ['claude-sonnet-4-5', ['claude-opus-4-5', 'gpt-5-mini', 'gemini-2.5-pro', 'gemini-2.5-flash'], 'gemini-2.5-pro'],
  ['llama-3.1-8b', ['llama-3.1-8b', 'azure/gpt-4o', 'azure/gpt-4o-mini'], 'azure/gpt-4o'],
  ['our-model', ['claude-opus-4-5'], 'claude-opus-4-5'],
  ['demo-steady', ['demo-steady', 'demo-noisy', 'demo-judge'], 'demo-judge'],
  ['gpt-4o', ['gpt-4o', 'gpt-5', 'claude-haiku-4-5', 'our-model'], null],
  ['gpt-4o', [], null],
])('for %s among %j: %s', (watched, available, model) => {
  expect(suggestJudge(watched, available)?.model ?? null).toBe(model);
});

it('says why, and warns where the family is unknown', () => {
  expect(suggestJudge('gpt-4o', ['claude-opus-4-5'])?.reason).toBe(
    'A large model of another family: anthropic judges openai.',
  );
  expect(suggestJudge('our-model', ['claude-opus-4-5'])?.reason).toContain('make sure it is another');
});
