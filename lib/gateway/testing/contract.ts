import { describe, expect, it } from 'vitest';
import { createGatewayClient, type GatewayClient } from '../client.ts';
import { evidenceSchema } from '../evidence.ts';
import type { GatewayConnection } from '../kind.ts';
import type { ChatMessage, GatewayRequest } from '../request.ts';
import { testConnection } from '../test-connection.ts';

/** A running gateway to hold against the contract; it must ask for a key. */
export interface ContractTarget extends GatewayConnection {
  /** A model that answers, calls tools and knows JSON mode. */
  model: string;
}

const TIMEOUT_MS = 60_000;

const tool = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'Weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

/**
 * What the client relies on, as tests against any gateway: the bundled demo gateway in `npm test`, or a real one.
 * Makes about a dozen small paid calls. `target` is called once the tests run.
 */
export function describeGatewayContract(name: string, target: () => ContractTarget): void {
  describe(`gateway contract: ${name}`, { timeout: TIMEOUT_MS }, () => {
    const client = (change: Partial<GatewayConnection> = {}): GatewayClient =>
      createGatewayClient({ ...target(), ...change });
    const question = (change: Partial<GatewayRequest> = {}): GatewayRequest => ({
      model: target().model,
      messages: [{ role: 'user', content: 'Reply with JSON only: {"ok": true}' }],
      temperature: 0,
      seed: 7,
      maxTokens: 200,
      ...change,
    });
    const options = { timeoutMs: TIMEOUT_MS };

    it('measures a plain answer with usage and evidence that survive JSON', async () => {
      const result = await client().ask(question(), options);
      expect(result).toMatchObject({ kind: 'measured', answer: { finishReason: 'stop', toolCalls: null } });
      if (result.kind !== 'measured') return;
      expect(result.answer.output).not.toBe('');
      expect(result.answer.completionTokens).toBeGreaterThan(0);
      expect(evidenceSchema.parse(JSON.parse(JSON.stringify(result.answer.evidence)))).toEqual(result.answer.evidence);
    });

    it('measures JSON mode', async () => {
      const result = await client().ask(question({ responseFormat: 'json' }), options);
      expect(result.kind).toBe('measured');
      if (result.kind === 'measured') expect(() => JSON.parse(result.answer.output)).not.toThrow();
    });

    it('measures a tool call', async () => {
      const messages = [{ role: 'user' as const, content: 'What is the weather in Oslo?' }];
      const result = await client().ask(question({ messages, tools: [tool], toolChoice: 'required' }), options);
      expect(result).toMatchObject({ kind: 'measured', answer: { toolCalls: [{ name: 'get_weather' }] } });
    });

    it('measures the answer that follows a tool’s result', async () => {
      const asked: ChatMessage[] = [{ role: 'user', content: 'What is the weather in Oslo?' }];
      const first = await client().ask(question({ messages: asked, tools: [tool], toolChoice: 'required' }), options);
      const called = first.kind === 'measured' ? first.answer.toolCalls?.[0] : undefined;
      expect(called?.id).toMatch(/./);
      const id = called?.id ?? '';
      const messages: ChatMessage[] = [
        ...asked,
        {
          role: 'assistant',
          content: '',
          toolCalls: [{ id, name: tool.function.name, argumentsJson: '{"city":"Oslo"}' }],
        },
        { role: 'tool', toolCallId: id, content: '{"weather":"snow","celsius":-4}' },
      ];
      const second = await client().ask(question({ messages, tools: [tool] }), options);
      expect(second).toMatchObject({ kind: 'measured', answer: { toolCalls: null, finishReason: 'stop' } });
    });

    it('calls an answer cut at the token limit truncated, and keeps what came', async () => {
      const result = await client().ask(question({ maxTokens: 1 }), options);
      expect(result).toMatchObject({ kind: 'unmeasured', reason: 'truncated', partial: { finishReason: 'length' } });
    });

    it('calls a wrong key unauthorised and never repeats it', async () => {
      const result = await client({ apiKey: 'sk-wrong-key-0123456789' }).ask(question(), options);
      expect(result).toMatchObject({ kind: 'unmeasured', reason: 'unauthorised' });
      expect(JSON.stringify(result)).not.toContain('wrong-key');
    });

    it('names a model the gateway does not know', async () => {
      const result = await client().ask(question({ model: 'no-such-model-here' }), options);
      expect(result).toMatchObject({ kind: 'unmeasured', reason: 'model_not_found' });
    });

    it('gives up when the time is over', async () => {
      const result = await client().ask(question(), { timeoutMs: 1 });
      expect(result).toMatchObject({ kind: 'retry', reason: 'timeout' });
    });

    it('does not even ask when it was cancelled before', async () => {
      const result = await client().ask(question(), { ...options, signal: AbortSignal.abort() });
      expect(result).toMatchObject({ kind: 'unmeasured', reason: 'cancelled' });
    });

    it('passes the connection test, and fails it with a wrong key and a way out', async () => {
      const { model } = target();
      expect(await testConnection({ ...target(), model })).toMatchObject({ ok: true });
      const refused = await testConnection({ ...target(), model, apiKey: 'sk-wrong-key-0123456789' });
      expect(refused).toMatchObject({ ok: false });
      expect(refused.steps.at(-1)).toMatchObject({ status: 'failed', mend: expect.stringContaining('key') });
    });
  });
}
