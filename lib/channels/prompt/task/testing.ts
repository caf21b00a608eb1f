import type { TaskBaseline } from '../types.ts';
import { type GoldenTask, goldenTask } from './format.ts';

/** A small golden task; `fields` are as in its YAML. */
export function taskOf(fields: Record<string, unknown> = {}): GoldenTask {
  return goldenTask.parse({
    id: 'greeting',
    title: 'Greets',
    agents: ['support'],
    input: { messages: [{ role: 'user', content: 'Say hello.' }] },
    assertions: [{ kind: 'contains', value: 'hello', ignoreCase: true }],
    ...fields,
  });
}

/** A baseline of ten passing runs. */
export function baselineOf(fields: Partial<TaskBaseline> = {}): TaskBaseline {
  return {
    agent: 'support',
    model: 'demo-agent',
    passes: 10,
    runs: 10,
    confidence: 92,
    latencyMs: 812,
    tokens: 431,
    promptHash: 'a'.repeat(64),
    taskHash: 'b'.repeat(64),
    measuredAt: '2026-11-23T09:00:00.000Z',
    blessedBy: 'Ada',
    ...fields,
  };
}
