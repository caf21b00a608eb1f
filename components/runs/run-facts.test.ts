import { describe, expect, it } from 'vitest';
import type { RunStatus, RunSummary } from '#lib/contract/runs.ts';
import { isActive, isUnsettled, progressPercent, progressSentence, runDurationMs, tokenWords } from './run-facts.ts';

const run = (status: RunStatus, stored = 12, measured = stored): RunSummary => ({
  id: 1,
  purpose: 'check',
  plan: 'standard',
  trigger: 'manual',
  endpoint: { id: 1, name: 'gpt', model: 'gpt', isDemo: true },
  suiteVersion: { id: 1, suiteKey: 'canary', number: 1, contentHash: 'a' },
  status,
  verdict: null,
  verdictReason: null,
  pValue: null,
  deltaRate: null,
  noiseRate: null,
  plannedSamples: 20,
  storedSamples: stored,
  measuredSamples: measured,
  estimatedCostUsd: null,
  costUsd: null,
  night: null,
  requestedBy: null,
  createdAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  finishedAt: null,
  incidentId: null,
});

describe('runDurationMs', () => {
  const startedAt = '2026-01-01T00:00:00Z';
  const now = Date.parse('2026-01-01T00:01:00Z');
  it.each([
    ['not started', { startedAt: null, finishedAt: null }, null],
    ['going', { startedAt, finishedAt: null }, 60_000],
    ['ended', { startedAt, finishedAt: '2026-01-01T00:00:05Z' }, 5000],
    ['clock moved back', { startedAt: '2026-01-01T00:02:00Z', finishedAt: null }, 0],
  ])('%s', (_name, times, expected) => {
    expect(runDurationMs(times, now)).toBe(expected);
  });
});

it('knows which runs still move', () => {
  expect(isActive(run('evaluating'))).toBe(true);
  expect(isActive(run('cancelled'))).toBe(false);
});

it('measures progress without dividing by nothing', () => {
  expect(progressPercent({ storedSamples: 5, plannedSamples: 20 })).toBe(25);
  expect(progressPercent({ storedSamples: 0, plannedSamples: 0 })).toBe(0);
});

it.each<[RunSummary, string]>([
  [run('queued', 0), 'Waiting for a worker to take it.'],
  [run('sampling', 12, 11), '12 of 20 answers stored, 1 of them unmeasured.'],
  [run('evaluating', 20), '20 of 20 answers stored; comparing with the baseline.'],
  [run('cancelled'), 'Cancelled with 12 of 20 answers stored. They are kept, but nothing was judged.'],
])('says how far the run has come: %#', (given, expected) => {
  expect(progressSentence(given)).toBe(expected);
});

describe('tokenWords', () => {
  const used = { promptTokens: 2100, completionTokens: 340 };

  it('sets what was used against what was expected', () => {
    expect(tokenWords({ ...used, estimatedPromptTokens: 2000, estimatedCompletionTokens: 900 })).toBe(
      '2,100 tokens in (about 2,000 expected), 340 out (at most 900 expected)',
    );
  });

  it('tells what was used alone where nothing was expected', () => {
    expect(tokenWords({ ...used, estimatedPromptTokens: null, estimatedCompletionTokens: null })).toBe(
      '2,100 tokens in, 340 out',
    );
  });
});

describe('isUnsettled', () => {
  const confirmation = (status: RunStatus) => ({ runId: 2, status, verdict: null, pValue: null });
  it.each([
    ['a run that goes', { status: 'sampling', confirmation: null, step: null }, true],
    [
      'a judged run that waits for fresh repetitions',
      { status: 'finished', confirmation: confirmation('sampling'), step: null },
      true,
    ],
    ['one whose repetitions ended', { status: 'finished', confirmation: confirmation('failed'), step: null }, false],
    ['one without', { status: 'finished', confirmation: null, step: null }, false],
  ] as const)('%s', (_, run, expected) => expect(isUnsettled(run)).toBe(expected));
});
