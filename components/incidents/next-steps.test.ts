import { expect, test } from 'vitest';
import { nextSteps } from './next-steps.ts';

const OPEN = {
  channel: 'model',
  status: 'open',
  assignee: null,
  latestRun: null,
  prompt: null,
  drift: null,
  clearedAt: null,
  timeline: [],
} as const;

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

test('drift of objects is read, traced to somebody and put back; what cleared is back', () => {
  const cleared = nextSteps({ ...OPEN, channel: 'code', clearedAt: '2025-11-23T04:10:00Z', timeline: [] });
  expect(cleared.map(({ done }) => done)).toEqual([false, false, false, false, true, false, false]);
  expect(cleared[4]?.text).toMatch(/Flux/);
  expect(nextSteps({ ...OPEN, channel: 'config', timeline: [] })[4]?.text).not.toMatch(/Flux/);
});
