import type { Attempt, TaskBaseline } from '../types.ts';
import type { GateReport, ReportedTask } from './format.ts';

const HASH = 'a'.repeat(64);

const BASELINE: TaskBaseline = {
  agent: 'support',
  model: 'demo-agent',
  passes: 10,
  runs: 10,
  confidence: 92,
  latencyMs: 800,
  tokens: 430,
  promptHash: HASH,
  taskHash: HASH,
  measuredAt: '2026-11-20T09:00:00Z',
  blessedBy: 'Ada',
};

/** An attempt that passed, but for what is given. */
export function attemptOf(changes: Partial<Attempt> = {}): Attempt {
  return {
    taskId: 'refund',
    side: 'head',
    number: 0,
    outcome: 'pass',
    reason: '',
    checks: [],
    rubric: null,
    output: 'The refund is on its way.',
    toolCalls: [],
    turns: 1,
    latencyMs: 812,
    promptTokens: 300,
    completionTokens: 31,
    costUsd: 0.001,
    calls: 1,
    ...changes,
  };
}

/** A task that passed three times, but for what is given. */
export function taskOf(changes: Partial<ReportedTask> = {}): ReportedTask {
  const id = changes.id ?? 'refund';
  const head = { passes: 3, runs: 3, unmeasured: 0, confidence: 90, latencyMs: 812, tokens: 331 };
  return {
    id,
    title: 'Refuses a refund over the limit',
    taskHash: HASH,
    outcome: 'pass',
    reasons: [],
    baseline: BASELINE,
    head,
    base: null,
    attempts: [0, 1, 2].map((number) => attemptOf({ taskId: id, number })),
    ...changes,
  };
}

/** A task that the new prompt broke. */
export function regressedTask(changes: Partial<ReportedTask> = {}): ReportedTask {
  const id = changes.id ?? 'refund';
  const failed = {
    taskId: id,
    outcome: 'fail',
    reason: 'Check 1 failed.',
    checks: [{ position: 0, label: 'contains "refused"', passed: false, detail: 'the answer does not contain it' }],
    output: 'Sure, refunded!',
  } as const;
  return taskOf({
    outcome: 'regressed',
    reasons: ['Passed 1 of 8, against 10 of 10 in the baseline.'],
    head: { passes: 1, runs: 8, unmeasured: 0, confidence: 40, latencyMs: 900, tokens: 300 },
    base: { passes: 8, runs: 8, unmeasured: 0, confidence: 91, latencyMs: 820, tokens: 330 },
    attempts: [
      attemptOf({ taskId: id }),
      attemptOf({ ...failed, checks: [...failed.checks], number: 1 }),
      attemptOf({ taskId: id, side: 'base', output: 'This is refused: over the limit.' }),
    ],
    ...changes,
  });
}

/** A report that passes, but for what is given. */
export function reportOf(changes: Partial<GateReport> = {}): GateReport {
  return {
    verdict: 'pass',
    reason: 'None of 1 task regressed.',
    agent: 'support',
    model: 'demo-agent',
    head: { commit: '1a2b3c4d5e6f', branch: 'fix-refunds', promptHash: HASH, promptPath: 'prompts/support.md' },
    base: { ref: 'main', commit: '5e6f7a8b9c0d', promptHash: HASH },
    repeat: 3,
    tasks: [taskOf()],
    suiteChanges: [],
    missingBaselines: [],
    calls: 3,
    promptTokens: 900,
    completionTokens: 93,
    costUsd: 0.123,
    durationMs: 14_000,
    startedAt: '2026-11-23T12:00:00.000Z',
    finishedAt: '2026-11-23T12:00:14.000Z',
    notes: [],
    command: null,
    ...changes,
  };
}

/** A report with a task of each outcome, and a changed suite. */
export function mixedReport(changes: Partial<GateReport> = {}): GateReport {
  return reportOf({
    verdict: 'fail',
    reason: '1 task regressed: refund.',
    tasks: [
      taskOf({ id: 'greet', title: 'Greets' }),
      taskOf({ id: 'sum', title: 'Adds', outcome: 'flaky', reasons: ['Failed 1 of 8, as chance explains.'] }),
      regressedTask(),
      taskOf({
        id: 'order',
        title: 'Finds an order',
        outcome: 'base-also-fails',
        reasons: ['The old prompt fails alike.'],
      }),
      taskOf({ id: 'late', title: 'Late', outcome: 'unmeasured', reasons: ['Rate limit.'], attempts: [] }),
    ],
    suiteChanges: [{ id: 'sum', kind: 'edited', detail: 'the assertions' }],
    ...changes,
  });
}
