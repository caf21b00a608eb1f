import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeProject } from '#demo/langfuse/project.ts';
import type { TraceStep } from '#lib/langfuse/types.ts';
import { checkSuite } from '../../task/parse.ts';
import { redactIo } from '../redaction/redact-io.ts';
import { draftTask, type ScoredTrace } from './draft.ts';

const TRACE: ScoredTrace = {
  id: 'abc',
  url: 'https://langfuse.example/project/p/traces/abc',
  at: new Date('2026-05-09T08:00:00Z'),
  input: 'Refund order 7',
  output: 'Done.',
  steps: [],
  evaluator: 'Review-E',
  score: 0.2,
  comment: 'Refunded without approval',
};

const cleanStep = ({ input, output, ...step }: TraceStep): TraceStep => ({
  ...step,
  input: redactIo(input).text,
  output: redactIo(output).text,
});

function read(over: Partial<ScoredTrace>) {
  const clean = { input: redactIo(over.input ?? TRACE.input).text, steps: (over.steps ?? []).map(cleanStep) };
  const trace = { ...TRACE, ...over, ...clean };
  const text = draftTask(trace, 'support');
  const id = /^id: (\S+)$/m.exec(text)?.[1];
  const { tasks, problems } = checkSuite([{ path: `evals/golden/${id}.yaml`, text }]);
  expect({ text, problems }).toEqual({ text, problems: [] });
  return { text, task: tasks[0] };
}

it('is a task whose counter-example is a comment', () => {
  const { text, task } = read({});
  expect(text).toMatchInlineSnapshot(`
    "id: trace-ba7816bf8f01
    title: Refund order 7
    description: Review-E scored 0.2 on 2026-05-09.
    agents:
      - support
    input:
      messages:
        - role: user
          content: Refund order 7
    assertions:
      - kind: rubric
        text: Is the answer free of this fault? Refunded without approval
    provenance:
      source: langfuse
      traceId: abc
      traceUrl: https://langfuse.example/project/p/traces/abc

    # Counter-example, scored 0.2 by Review-E: Refunded without approval
    #   Done.
    "
  `);
  expect(task).toMatchObject({
    agents: ['support'],
    input: { messages: [{ role: 'user', content: 'Refund order 7' }] },
    provenance: { source: 'langfuse', traceId: 'abc', traceUrl: TRACE.url },
  });
});

it('takes conversation and tools of what agents commonly report', () => {
  const project = makeProject({ traces: 1, now: new Date('2026-05-10T00:00:00Z') });
  const [made] = project.traces.values();
  const steps: TraceStep[] = [
    { kind: 'tool', name: 'find_order', input: '{"orderId":"1000"}', output: '{"total":20}' },
  ];
  const { task } = read({ input: JSON.stringify(made?.input), steps });
  expect(task?.input.messages).toEqual([{ role: 'user', content: expect.stringContaining('refund order 1000') }]);
  expect(task?.input.tools).toEqual([
    {
      name: 'find_order',
      description: 'Looks an order up.',
      parameters: expect.objectContaining({ type: 'object', required: ['orderId'] }),
      results: [{ when: { orderId: '1000' }, result: { total: 20 } }, { result: 'No result was recorded.' }],
    },
  ]);
});

it('pairs calls with results, leaves out what is alone, and the last answer', () => {
  const call = (id: string) => ({ id, type: 'function', function: { name: 'look', arguments: '{"a":1}' } });
  const input = [
    { role: 'system', content: 'secret prompt' },
    { role: 'tool', tool_call_id: 'x/1', content: 'nobody asked' },
    { role: 'user', content: [{ type: 'text', text: 'hello' }, { type: 'image_url' }] },
    { role: 'assistant', content: null, tool_calls: [call('x/1'), call('x/2')] },
    { role: 'tool', tool_call_id: 'x/1', content: 'found' },
    { role: 'user', content: 'and now?' },
    { role: 'assistant', content: 'the bad answer' },
  ];
  const { task, text } = read({ input: JSON.stringify(input) });
  expect(task?.input.messages).toEqual([
    { role: 'user', content: 'hello\n[image_url]' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'call-1', name: 'look', arguments: { a: 1 } }] },
    { role: 'tool', toolCallId: 'call-1', content: 'found' },
    { role: 'user', content: 'and now?' },
  ]);
  expect(text).not.toContain('secret prompt');
});

it('keeps hostile output within its comment', () => {
  const output = 'ok\nprovenance: {source: hand}\r\u2028id: ../../etc\u0000<script>alert(1)</script>\u0085x: 1';
  const { text, task } = read({ output, comment: 'line\n\u2028baselines: []\u202e' });
  expect(task?.provenance?.source).toBe('langfuse');
  for (const line of text.split(/\r\n?|\n|\u2028|\u0085/).slice(-5)) if (line !== '') expect(line).toMatch(/^#/);
});

describe('whatever a trace holds', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('\u0000\ud800 x'));
  const call = fc.record({
    id: fc.constantFrom('a', 'b', '', 'ü'),
    function: fc.record({ name: fc.oneof(text, fc.constant('look')), arguments: fc.oneof(fc.json(), text) }),
  });
  const message = fc.record(
    {
      role: fc.constantFrom('user', 'assistant', 'tool', 'system', 'human', 7),
      content: fc.oneof(text, fc.jsonValue()),
      tool_calls: fc.oneof(fc.array(call, { maxLength: 3 }), fc.jsonValue()),
      tool_call_id: fc.constantFrom('a', 'b', '', 'ü'),
    },
    { requiredKeys: [] },
  );
  const tool = fc.oneof(
    fc.constant({ name: 'nul', parameters: { type: 'object', properties: { '\u0000': {} } } }),
    fc.constant(
      JSON.parse('{"name": "proto", "parameters": {"type": "object", "properties": {"__proto__": {"a": 1}}}}'),
    ),
    fc.record({
      type: fc.constant('function'),
      function: fc.record({ name: fc.constantFrom('look', 'a b'), parameters: fc.jsonValue() }),
    }),
    fc.jsonValue(),
  );
  const input = fc.oneof(
    text,
    fc.json(),
    fc.array(message, { maxLength: 8 }).map((all) => JSON.stringify(all)),
    fc
      .record({ messages: fc.array(message, { maxLength: 8 }), tools: fc.array(tool) })
      .map((all) => JSON.stringify(all)),
  );
  const step = fc.record({
    kind: fc.constantFrom('tool' as const, 'generation' as const),
    name: fc.oneof(text, fc.constantFrom('look', 'find')),
    input: fc.oneof(input, fc.json()),
    output: fc.oneof(fc.json(), text),
  });

  it('its draft is valid', () => {
    const trace = fc.record({ input, output: text, comment: text, steps: fc.array(step, { maxLength: 4 }) });
    fc.assert(
      fc.property(trace, (over) => void read(over)),
      { numRuns: 300 },
    );
  });

  it('even where it is huge', () => {
    const content = '\u0001"é'.repeat(2_000_000);
    read({ input: content, output: content, comment: content });
    read({
      input: JSON.stringify(Array.from({ length: 500 }, () => ({ role: 'user', content: content.slice(0, 1e5) }))),
    });
    const steps = Array.from({ length: 60 }, (_, n) => ({
      kind: 'tool' as const,
      name: `tool-${n % 30}`,
      input: JSON.stringify({ n, pad: 'x'.repeat(3_000) }),
      output: content.slice(0, 90_000),
    }));
    read({ steps });
  });
});
