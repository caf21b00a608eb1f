import type { GateReport, ReportedTask, SideSummary } from '#lib/channels/prompt/report/format.ts';
import type { Attempt, Side, TaskOutcome } from '#lib/channels/prompt/types.ts';
import { MADE_TASKS, type MadeTask } from './tasks.ts';

export const AGENT = 'support';
export const GOLDEN_MODEL = 'demo-agent';
const HEAD_PROMPT = 'b'.repeat(64);
const BASE_PROMPT = 'a'.repeat(64);
const REPEAT = 3;
const CHECKED_AGAIN = 8;

interface MadeReport {
  at: Date;
  /** Outcome by task id; the others pass. */
  outcomes?: Partial<Record<string, TaskOutcome>>;
  over?: Partial<GateReport>;
}

/** What a gate over the made-up tasks found. */
export function madeReport({ at, outcomes = {}, over = {} }: MadeReport): GateReport {
  const tasks = MADE_TASKS.map((task) => madeTask(task, outcomes[task.id] ?? 'pass'));
  const regressed = tasks.filter(({ outcome }) => outcome === 'regressed');
  const attempts = tasks.flatMap((task) => task.attempts);
  return {
    verdict: regressed.length > 0 ? 'fail' : 'pass',
    reason:
      regressed.length > 0
        ? `${regressed.length} of ${tasks.length} tasks regressed: ${regressed.map(({ id }) => id).join(', ')}.`
        : `All ${tasks.length} tasks are as good as their baselines.`,
    agent: AGENT,
    model: GOLDEN_MODEL,
    head: {
      commit: '4f2a9c1'.repeat(6).slice(0, 40),
      branch: 'main',
      promptHash: HEAD_PROMPT,
      promptPath: 'prompts/support.md',
    },
    base: { ref: 'origin/main', commit: '9d1e0b7'.repeat(6).slice(0, 40), promptHash: BASE_PROMPT },
    repeat: REPEAT,
    tasks,
    suiteChanges: [],
    missingBaselines: [],
    calls: attempts.length * 2,
    promptTokens: attempts.length * 380,
    completionTokens: attempts.length * 51,
    costUsd: attempts.length * 0.0021,
    durationMs: 48_000,
    startedAt: new Date(at.getTime() - 48_000).toISOString(),
    finishedAt: at.toISOString(),
    notes: [],
    command: null,
    ...over,
  };
}

/** How many head attempts pass, and of how many, for each outcome; base attempts where the old prompt is asked. */
const SHAPE: Record<TaskOutcome, { head: [number, number]; base: [number, number] | null }> = {
  pass: { head: [REPEAT, REPEAT], base: null },
  regressed: { head: [2, CHECKED_AGAIN], base: [CHECKED_AGAIN, CHECKED_AGAIN] },
  flaky: { head: [CHECKED_AGAIN - 1, CHECKED_AGAIN], base: null },
  'base-also-fails': { head: [1, CHECKED_AGAIN], base: [2, CHECKED_AGAIN] },
  unmeasured: { head: [0, 0], base: null },
};

const REASONS: Record<TaskOutcome, string[]> = {
  pass: [],
  regressed: ['Passes 2 of 8 attempts against 10 of 10 at its baseline (p = 0.0009), and 8 of 8 with the old prompt.'],
  flaky: ['Failed 1 of 8 attempts, not more than chance explains (p = 0.44).'],
  'base-also-fails': ['The old prompt fails alike: 2 of 8 attempts pass with it.'],
  unmeasured: ['No attempt could be measured: the gateway answered 429 to every call.'],
};

function madeTask(task: MadeTask, outcome: TaskOutcome): ReportedTask {
  const { head, base } = SHAPE[outcome];
  const attempts = [
    ...madeAttempts(task, 'head', outcome === 'unmeasured' ? [0, REPEAT] : head, outcome === 'unmeasured'),
    ...(base === null ? [] : madeAttempts(task, 'base', base, false)),
  ];
  return {
    id: task.id,
    title: task.title,
    taskHash: hashOf(task.id),
    outcome,
    reasons: REASONS[outcome],
    baseline: madeBaseline(task, GOLDEN_MODEL),
    head: summaryOf(head, outcome === 'unmeasured' ? REPEAT : 0, outcome === 'regressed' ? 71 : 90),
    base: base === null ? null : summaryOf(base, 0, 92),
    attempts,
  };
}

/** What was measured of a task when its baseline was blessed. */
export function madeBaseline(task: MadeTask, model: string) {
  return {
    agent: AGENT,
    model,
    passes: 10,
    runs: 10,
    confidence: 92,
    latencyMs: 812,
    tokens: 431,
    promptHash: BASE_PROMPT,
    taskHash: hashOf(task.id),
    measuredAt: '2026-10-20T09:30:00.000Z',
    blessedBy: 'Ada Lovelace',
  };
}

/** A made-up content hash: the id in hexadecimal, repeated. */
export function hashOf(id: string): string {
  return Buffer.from(id).toString('hex').repeat(8).slice(0, 64);
}

function summaryOf([passes, runs]: readonly [number, number], unmeasured: number, confidence: number): SideSummary {
  if (runs === 0) return { passes, runs, unmeasured, confidence: null, latencyMs: null, tokens: null };
  return { passes, runs, unmeasured, confidence, latencyMs: 940, tokens: 436 };
}

function madeAttempts(task: MadeTask, side: Side, [passes, runs]: readonly [number, number], lost: boolean): Attempt[] {
  return Array.from({ length: runs }, (_, number) =>
    lost ? lostAttempt(task, side, number) : madeAttempt(task, side, number, number >= runs - passes),
  );
}

function madeAttempt(task: MadeTask, side: Side, number: number, passed: boolean): Attempt {
  const detail = passed ? '' : 'The answer does not hold “approval”.';
  return {
    taskId: task.id,
    side,
    number,
    outcome: passed ? 'pass' : 'fail',
    reason: passed ? '' : detail,
    checks: [
      { position: 0, label: 'is text of at most 1,000 characters', passed: true, detail: '' },
      { position: 1, label: 'contains “approval”', passed, detail },
    ],
    rubric: {
      score: passed ? 1 : 0.4,
      passed,
      confidence: passed ? 92 : 71,
      items: [
        { id: 'names-the-limit', met: passed },
        { id: 'polite', met: true },
      ],
      reasons: passed
        ? 'The answer keeps to the limit and says what happens next.'
        : 'The answer promises the refund at once. <i>Policy</i> asks for approval over 200 €.',
    },
    output: passed ? task.right : task.broken,
    toolCalls: task.tool === undefined || !passed ? [] : [{ ...task.tool, fault: null }],
    turns: task.tool === undefined ? 1 : 2,
    latencyMs: 900 + 20 * number,
    promptTokens: 380,
    completionTokens: 51 + number,
    costUsd: 0.0021,
    calls: task.tool === undefined ? 2 : 3,
  };
}

function lostAttempt(task: MadeTask, side: Side, number: number): Attempt {
  return {
    ...madeAttempt(task, side, number, true),
    outcome: 'unmeasured',
    reason: 'The gateway answered 429 (rate limited) after 4 tries.',
    checks: [],
    rubric: null,
    output: '',
    toolCalls: [],
    latencyMs: null,
    promptTokens: null,
    completionTokens: null,
    costUsd: null,
  };
}
