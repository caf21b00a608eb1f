import { describe, expect, it } from 'vitest';
import { gatedTask, promptHash, taskHash } from './hash.ts';
import { baselineOf, taskOf } from './testing.ts';

const task = taskOf();

describe('taskHash', () => {
  it.each([
    ['title', { title: 'Other' }],
    ['tags', { tags: ['x'] }],
    ['agents', { agents: ['support', 'sales'] }],
    ['provenance', { provenance: { source: 'hand' } }],
    ['baselines', { baselines: [baselineOf()] }],
    ['the label of a check', { assertions: [{ kind: 'contains', value: 'hello', ignoreCase: true, label: 'x' }] }],
    ['a default written out', { expect: {} }],
  ])('stays with another %s', (_, fields) => {
    expect(taskHash(taskOf(fields))).toBe(taskHash(task));
  });

  it.each([
    ['message', { input: { messages: [{ role: 'user', content: 'Say hi.' }] } }],
    ['expectation', { expect: { text: { lines: 1 } } }],
    ['check', { assertions: [{ kind: 'contains', value: 'hello' }] }],
    ['rubric', { rubric: { items: [{ id: 'a', text: 'Kind', weight: 1 }] } }],
  ])('changes with another %s', (_, fields) => {
    expect(taskHash(taskOf(fields))).not.toBe(taskHash(task));
  });
});

it('promptHash does not depend on the ends of lines', () => {
  expect(promptHash('a\r\nb\r')).toBe(promptHash('a\nb\n'));
  expect(promptHash('a')).not.toBe(promptHash('a\n'));
});

describe('gatedTask', () => {
  const own = baselineOf({ taskHash: taskHash(task) });

  it('has the baseline of agent and model', () => {
    const measured = taskOf({ baselines: [baselineOf({ model: 'other' }), own] });
    expect(gatedTask(measured, 'support', 'demo-agent')).toEqual({
      id: 'greeting',
      title: 'Greets',
      taskHash: taskHash(task),
      baseline: own,
    });
    expect(gatedTask(measured, 'sales', 'demo-agent').baseline).toBeNull();
  });

  it('has none of another version of the task', () => {
    expect(gatedTask(taskOf({ baselines: [baselineOf()] }), 'support', 'demo-agent').baseline).toBeNull();
  });
});
