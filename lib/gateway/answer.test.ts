import { describe, expect, it } from 'vitest';
import { MAX_OUTPUT_CHARS } from '#lib/policy/thresholds.ts';
import { judgeCompletion } from './answer.ts';
import { completionSchema } from './completion.ts';
import { evidenceSchema } from './evidence.ts';

interface Given {
  message?: Record<string, unknown>;
  finish?: string | null;
  completionTokens?: number | null;
  headers?: Record<string, string>;
  body?: Record<string, unknown>;
}

function judge({ message = { content: 'Yes' }, finish = 'stop', completionTokens = 1, headers, body }: Given) {
  const completion = completionSchema.parse({
    id: 'chatcmpl-1',
    model: 'm',
    created: 1,
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', ...message } }],
    usage: { prompt_tokens: 5, completion_tokens: completionTokens },
    ...body,
  });
  return judgeCompletion(completion, new Headers(headers), 700.4);
}

const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } };

describe('judgeCompletion: what counts as an answer', () => {
  it.each<[string, Given, string]>([
    ['plain text', {}, 'measured'],
    ['text without a finish reason', { finish: null }, 'measured'],
    ['text without usage', { body: { usage: undefined } }, 'measured'],
    ['a structured refusal', { message: { content: null, refusal: 'I cannot help.' } }, 'measured'],
    ['a tool call', { message: { content: null, tool_calls: [call] }, finish: 'tool_calls' }, 'measured'],
    ['an honest empty text', { message: { content: '' }, completionTokens: 1 }, 'measured'],
    ['an empty text of no tokens', { message: { content: '' }, completionTokens: 0 }, 'empty'],
    ['an empty text of unknown tokens', { message: { content: '' }, completionTokens: null }, 'empty'],
    ['null content', { message: { content: null } }, 'empty'],
    ['no choices', { body: { choices: [] } }, 'empty'],
    ['a text cut at the limit', { finish: 'length' }, 'truncated'],
    ['a filtered text', { finish: 'content_filter', message: { content: '' } }, 'content_filter'],
    ['a fallback’s answer', { headers: { 'x-litellm-attempted-fallbacks': '1' } }, 'fallback'],
    ['no fallback', { headers: { 'x-litellm-attempted-fallbacks': '0' } }, 'measured'],
    ['a truncated fallback', { headers: { 'x-litellm-attempted-fallbacks': '2' }, finish: 'length' }, 'fallback'],
    ['a cached answer of LiteLLM', { headers: { 'x-litellm-cache-key': 'k' } }, 'cached'],
    ['a stated miss', { headers: { 'x-litellm-cache-key': 'k', 'x-litellm-cache-hit': 'False' } }, 'measured'],
    ['a cached answer of another gateway', { headers: { 'cf-aig-cache-status': 'HIT' } }, 'cached'],
    ['a miss of another gateway', { headers: { 'cf-aig-cache-status': 'MISS' } }, 'measured'],
    ['an answer over the cap', { message: { content: 'x'.repeat(MAX_OUTPUT_CHARS + 1) } }, 'too_large'],
  ])('%s', (_, given, expected) => {
    const result = judge(given);
    expect(result.kind === 'measured' ? 'measured' : result.reason).toBe(expected);
  });

  it('keeps the start of an answer over the cap as evidence', () => {
    const result = judge({ message: { content: 'x'.repeat(MAX_OUTPUT_CHARS + 1) } });
    expect(result.kind === 'unmeasured' && result.partial?.output).toHaveLength(MAX_OUTPUT_CHARS);
  });

  it('keeps the id of a tool call where there is one', () => {
    const message = { content: null, tool_calls: [call, { ...call, id: null }] };
    const result = judge({ message, finish: 'tool_calls' });
    const plain = { name: 'f', argumentsJson: '{"a":1}' };
    expect(result.kind === 'measured' && result.answer.toolCalls).toEqual([{ id: 'c', ...plain }, plain]);
  });

  it('keeps tool calls as the model wrote them, broken JSON included', () => {
    const broken = { ...call, function: { name: 'f', arguments: '{"a":' } };
    const result = judge({ message: { content: null, tool_calls: [broken] }, finish: 'tool_calls' });
    expect(result).toMatchObject({ answer: { output: '', toolCalls: [{ name: 'f', argumentsJson: '{"a":' }] } });
  });
});

describe('judgeCompletion: latency and cost', () => {
  it.each<[string, Record<string, string>, number | null]>([
    ['wall time where nothing is said', {}, 700],
    ['wall time less overhead', { 'x-litellm-overhead-duration-ms': '50.4' }, 650],
    [
      'the gateway’s duration less overhead',
      { 'x-litellm-response-duration-ms': '512.5', 'x-litellm-overhead-duration-ms': '12.5' },
      500,
    ],
    ['the last attempt', { 'x-litellm-attempted-retries': '2', 'x-litellm-response-duration-ms': '300' }, 300],
    ['unknown when retries hide in it', { 'x-litellm-attempted-retries': '1' }, null],
    ['not negative', { 'x-litellm-overhead-duration-ms': '9000' }, 0],
    ['wall time where a header is nonsense', { 'x-litellm-response-duration-ms': 'None' }, 700],
  ])('latency is %s', (_, headers, latencyMs) => {
    expect(judge({ headers })).toMatchObject({ kind: 'measured', answer: { latencyMs } });
  });

  it('takes the cost from the gateway, and nothing for a cached answer', () => {
    const cost = { 'x-litellm-response-cost': '3.2e-05' };
    expect(judge({ headers: cost })).toMatchObject({ answer: { costUsd: 0.000032 } });
    expect(judge({ headers: { ...cost, 'x-litellm-cache-key': 'k' } })).toMatchObject({ partial: { costUsd: 0 } });
    expect(judge({})).toMatchObject({ answer: { costUsd: null } });
  });
});

describe('evidence', () => {
  it('is unknown where the gateway says nothing, and survives JSON', () => {
    const result = judge({});
    const evidence = result.kind === 'measured' ? result.answer.evidence : null;
    expect(evidence).toMatchObject({ model: 'm', deploymentId: null, attemptedFallbacks: null, cacheHit: null });
    expect(evidenceSchema.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  });

  it('holds no secrets', () => {
    const result = judge({
      headers: {
        'x-litellm-model-api-base': 'https://user:secret@provider.example/v1?key=secret',
        'llm_provider-set-cookie': 'secret',
        'llm_provider-openai-organization': 'secret',
        'llm_provider-openai-version': '2020-10-01',
      },
    });
    expect(result).toMatchObject({
      answer: { evidence: { apiBase: 'https://provider.example/v1', provider: { 'openai-version': '2020-10-01' } } },
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
