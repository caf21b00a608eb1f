import { describe, expect, it } from 'vitest';
import { buildBody } from './body.ts';
import type { GatewayRequest } from './request.ts';

const request: GatewayRequest = { model: 'm', messages: [{ role: 'user', content: '' }] };
const tool = { type: 'function' as const, function: { name: 'f', description: 'd', parameters: { type: 'object' } } };

describe('buildBody', () => {
  it('sends only what is set', () => {
    const body = buildBody('openai', { ...request, temperature: null, seed: null, tools: [], toolChoice: null });
    expect(body).toEqual({ model: 'm', messages: [{ role: 'user', content: '' }] });
  });

  it('keeps zero, which is a setting', () => {
    expect(buildBody('openai', { ...request, temperature: 0, seed: 0 })).toMatchObject({ temperature: 0, seed: 0 });
  });

  it('forbids fallbacks and caches in LiteLLM’s dialect only', () => {
    const fields = { disable_fallbacks: true, cache: { 'no-cache': true } };
    expect(buildBody('litellm', request)).toMatchObject(fields);
    expect(buildBody('openai', request)).not.toHaveProperty('disable_fallbacks');
    expect(buildBody('openai', request)).not.toHaveProperty('cache');
  });

  it.each([
    ['openai', 'gpt-4o', 'max_tokens'],
    ['openai', 'gpt-3.5-turbo', 'max_tokens'],
    ['openai', 'llama3.1:8b', 'max_tokens'],
    ['openai', 'o3-mini', 'max_completion_tokens'],
    ['openai', 'gpt-5', 'max_completion_tokens'],
    ['openai', 'openai/gpt-5.2-mini', 'max_completion_tokens'],
    ['litellm', 'gpt-5', 'max_tokens'],
  ] as const)('%s %s takes %s', (kind, model, field) => {
    expect(buildBody(kind, { ...request, model, maxTokens: 9 })).toHaveProperty(field, 9);
  });

  it('passes tools, tool choice and tool messages on', () => {
    const messages = [...request.messages, { role: 'tool' as const, toolCallId: 'c', content: '4' }];
    expect(buildBody('litellm', { ...request, messages, tools: [tool], toolChoice: 'required' })).toMatchObject({
      messages: [{ role: 'user' }, { role: 'tool', tool_call_id: 'c', content: '4' }],
      tools: [tool],
      tool_choice: 'required',
    });
  });

  it('passes earlier tool calls on, without an empty text beside them', () => {
    const toolCalls = [{ id: 'c', name: 'f', argumentsJson: '{"a":1}' }];
    const turns = ['', 'One moment.'].map((content) => ({ role: 'assistant' as const, content, toolCalls }));
    const tool_calls = [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }];
    expect(buildBody('litellm', { ...request, messages: turns }).messages).toEqual([
      { role: 'assistant', content: null, tool_calls },
      { role: 'assistant', content: 'One moment.', tool_calls },
    ]);
    const silent = { role: 'assistant' as const, content: '', toolCalls: [] };
    expect(buildBody('litellm', { ...request, messages: [silent] }).messages).toEqual([
      { role: 'assistant', content: '' },
    ]);
  });

  it('asks for JSON mode or a strict schema', () => {
    expect(buildBody('openai', { ...request, responseFormat: 'json' }).response_format).toEqual({
      type: 'json_object',
    });
    const schema = { type: 'object' };
    const format = buildBody('openai', { ...request, responseFormat: { name: 's', schema } }).response_format;
    expect(format).toEqual({ type: 'json_schema', json_schema: { name: 's', schema, strict: true } });
  });
});
