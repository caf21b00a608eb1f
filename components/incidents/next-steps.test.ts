import { expect, test } from 'vitest';
import { nextSteps } from './next-steps.ts';

const OPEN = { channel: 'model', status: 'open', assignee: null, latestRun: null, prompt: null, timeline: [] } as const;

const doneOf = (incident: Parameters<typeof nextSteps>[0]) => nextSteps(incident).map(({ done }) => done);

test('nothing is done on a fresh incident', () => {
  expect(doneOf({ ...OPEN, timeline: [] })).toEqual([false, false, false, false, false, false, false]);
});

test('what the incident shows is ticked, what only the reader knows is not', () => {
  const incident = { ...OPEN, status: 'acknowledged' as const, assignee: { id: 1, name: 'Olga' }, timeline: [] };
  expect(doneOf(incident)).toEqual([true, true, false, false, false, false, false]);
});

test('everything but an owner is done on a resolved one', () => {
  const entry = {
    id: 1,
    at: '2025-11-23T04:10:00Z',
    kind: 'resolved' as const,
    actor: null,
    body: '',
    runId: null,
    goldenRunId: null,
  };
  expect(doneOf({ ...OPEN, status: 'resolved', timeline: [entry] })).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});

test('a regressed prompt is read, traced and mended', () => {
  expect(nextSteps({ ...OPEN, channel: 'prompt', timeline: [] }).map(({ text }) => text)[2]).toMatch(
    /0 regressed tasks/,
  );
});

test('channels without runs leave the reading of answers out', () => {
  expect(nextSteps({ ...OPEN, channel: 'code', timeline: [] })).toHaveLength(4);
});
