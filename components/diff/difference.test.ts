import { expect, it } from 'vitest';
import type { SampleView } from '#lib/contract/runs.ts';
import { differenceOf } from './difference.ts';

type Part = Pick<SampleView, 'output' | 'toolCalls' | 'canonicalHash'>;

const answer = (part: Partial<Part>): SampleView => ({
  runId: 1,
  repetition: 0,
  outcome: 'measured',
  reason: null,
  detail: null,
  output: 'yes',
  toolCalls: null,
  finishReason: 'stop',
  canonicalHash: 'a',
  promptTokens: null,
  completionTokens: null,
  latencyMs: null,
  costUsd: null,
  attempts: 1,
  createdAt: '2026-01-01T00:00:00Z',
  ...part,
});
const call = (argumentsJson: string) => [{ name: 'f', argumentsJson }];

it.each<[string, Partial<Part>, Partial<Part>]>([
  ['identical', {}, {}],
  ['whitespace', { output: 'a  b\n' }, { output: 'a b' }],
  ['whitespace', { toolCalls: call('{"a": 1}') }, { toolCalls: call('{"a":1}') }],
  ['normalised', { output: '{"a":1,"b":2}' }, { output: '{"b":2,"a":1}' }],
  ['different', { output: 'yes' }, { output: 'no', canonicalHash: 'b' }],
  ['different', { output: 'yes', canonicalHash: null }, { output: 'no', canonicalHash: null }],
  ['different', { toolCalls: call('{}'), canonicalHash: 'b' }, { toolCalls: null }],
])('%s', (expected, before, after) => {
  expect(differenceOf(answer(before), answer(after))).toBe(expected);
});
