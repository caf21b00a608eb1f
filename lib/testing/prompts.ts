import type { PromptSpec } from '../suites/format.ts';

/** A prompt that fits the suite format. */
export function specFor(id: string, over: Partial<PromptSpec> = {}): PromptSpec {
  return {
    id,
    category: 'reasoning',
    stratum: 'behaviour',
    why: 'A prompt of a test.',
    messages: [{ role: 'user', content: `What is ${id}?` }],
    tools: [],
    toolChoice: null,
    responseFormat: 'text',
    maxTokens: 64,
    expect: { kind: 'one-of', answers: ['yes', 'no'] },
    ...over,
  };
}
