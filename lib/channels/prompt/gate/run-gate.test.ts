import { describe, expect, it } from 'vitest';
import { gateReport } from '../report/format.ts';
import type { Attempt, AttemptRef } from '../types.ts';
import { type GateProgress, type GateRun, runGate } from './run-gate.ts';
import { attemptOf, gatedTaskOf } from './testing.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

function runOf(fields: Partial<GateRun> = {}): GateRun {
  return {
    tasks: [gatedTaskOf({}, 'one'), gatedTaskOf({}, 'two')],
    agent: 'support',
    model: 'm',
    head: { commit: 'c1', branch: 'topic', promptHash: 'new', promptPath: 'prompts/support.md' },
    base: { ref: 'main', commit: 'c0', promptHash: 'old' },
    repeat: 3,
    suiteChanges: [],
    missingUpdate: null,
    blessCommand: 'tidemark golden bless',
    concurrency: 4,
    store: { load: async () => [], save: async () => undefined },
    attempt: async (ref) => attemptOf(ref),
    now: () => NOW,
    signal: new AbortController().signal,
    ...fields,
  };
}

const breaksTwo = async (ref: AttemptRef): Promise<Attempt> =>
  ref.taskId === 'two' && ref.side === 'head'
    ? attemptOf({ ...ref, outcome: 'fail', reason: 'said no' })
    : attemptOf(ref);

describe('runGate', () => {
  it('passes with as few attempts as it may, and reports what they took', async () => {
    const report = await runGate(runOf());
    expect(gateReport.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      verdict: 'pass',
      calls: 6,
      promptTokens: 600,
      costUsd: expect.closeTo(0.006),
      command: null,
    });
    expect(report.tasks.map(({ base }) => base)).toEqual([null, null]);
  });

  it('fails for a task that only the new prompt breaks, after asking the one before', async () => {
    const progress: GateProgress[] = [];
    const report = await runGate(runOf({ attempt: breaksTwo, onProgress: (each) => progress.push(each) }));
    expect(report).toMatchObject({ verdict: 'fail', reason: '1 task regressed: two.', command: null });
    expect(report.tasks[1]).toMatchObject({ outcome: 'regressed', base: { passes: 7, runs: 7 } });
    expect(progress.at(-1)).toMatchObject({ made: report.calls, planned: report.calls });
    expect(progress.filter(({ decision }) => decision !== null)).toHaveLength(2);
  });

  it('fails for missing baselines, and names the command', async () => {
    const missing = await runGate(runOf({ tasks: [gatedTaskOf({}, 'one'), gatedTaskOf(null, 'two')] }));
    expect(missing).toMatchObject({
      verdict: 'fail',
      missingBaselines: ['two'],
      calls: 3,
      command: 'tidemark golden bless',
    });
    const outdated = await runGate(runOf({ missingUpdate: 'Missing baseline update: it changed.' }));
    expect(outdated).toMatchObject({
      verdict: 'fail',
      reason: 'Missing baseline update: it changed.',
      command: 'tidemark golden bless',
    });
  });

  it('is unmeasured when tasks are, and when there are none', async () => {
    const attempt = async (ref: AttemptRef) => attemptOf({ ...ref, outcome: 'unmeasured', reason: 'Rate limit' });
    expect(await runGate(runOf({ attempt }))).toMatchObject({
      verdict: 'unmeasured',
      reason: '2 tasks could not be measured: one, two. Most often: Rate limit',
    });
    expect(await runGate(runOf({ tasks: [] }))).toMatchObject({ verdict: 'unmeasured' });
  });

  it('goes on where a killed process left it, and makes no attempt twice', async () => {
    const kept: Attempt[] = [];
    const store = { load: async () => [...kept], save: async (attempt: Attempt) => void kept.push(attempt) };
    const killed = new AbortController();
    const dies = async (ref: AttemptRef) => {
      if (kept.length >= 7) killed.abort(new Error('killed'));
      killed.signal.throwIfAborted();
      return breaksTwo(ref);
    };
    await expect(runGate(runOf({ store, attempt: dies, signal: killed.signal }))).rejects.toThrow('killed');
    const before = kept.length;
    expect(before).toBeGreaterThan(0);
    const report = await runGate(runOf({ store, attempt: breaksTwo }));
    expect(report).toMatchObject({ verdict: 'fail', calls: kept.length });
    const names = kept.map(({ taskId, side, number }) => `${taskId} ${side} ${number}`);
    expect(new Set(names).size).toBe(names.length);
    expect(report.tasks).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'two', outcome: 'regressed' })]),
    );
  });

  it('stops everything when an attempt cannot be kept', async () => {
    const store = { load: async () => [], save: () => Promise.reject(new Error('disk full')) };
    await expect(runGate(runOf({ store }))).rejects.toThrow('disk full');
  });
});
