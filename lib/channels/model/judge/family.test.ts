import { expect, it } from 'vitest';
import { modelFamily } from './family.ts';

it.each([
  ['gpt-4o-2024-08-06', 'openai'],
  ['azure/gpt-5', 'openai'],
  ['openai/o3-mini', 'openai'],
  ['o1', 'openai'],
  ['bedrock/anthropic.claude-3-5-sonnet-20241022-v2:0', 'anthropic'],
  ['Claude-Opus-4-1', 'anthropic'],
  ['vertex_ai/gemini-2.5-pro', 'google'],
  ['groq/llama-3.3-70b-versatile', 'meta'],
  ['deepseek-r1-distill-llama-70b', 'deepseek'],
  ['mistralai/Mixtral-8x22B-Instruct-v0.1', 'mistral'],
  ['qwen3-235b-a22b', 'qwen'],
  ['xai/grok-4', 'xai'],
  ['command-r-plus', 'cohere'],
  ['demo-steady', 'demo'],
  ['demo-judge', 'demo judge'],
  ['our-support-model', null],
  ['photo-model', null],
])('%s is of family %s', (model, family) => {
  expect(modelFamily(model)).toBe(family);
});
