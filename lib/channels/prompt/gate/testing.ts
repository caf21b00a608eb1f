import type { Attempt, GatedTask, Side, TaskBaseline } from '../types.ts';

/** A measured or unmeasured attempt; `fields` say what it is about. */
export function attemptOf(fields: Partial<Attempt> = {}): Attempt {
  return {
    taskId: 'task',
    side: 'head',
    number: 0,
    outcome: 'pass',
    reason: '',
    checks: [],
    rubric: null,
    output: 'Yes',
    toolCalls: [],
    turns: 1,
    latencyMs: 1_000,
    promptTokens: 100,
    completionTokens: 50,
    costUsd: 0.001,
    calls: 1,
    ...fields,
  };
}

const OUTCOMES = { p: 'pass', f: 'fail', u: 'unmeasured' } as const;

/** Attempts of one side, a letter each: p pass, f fail, u unmeasured. */
export function attemptsOf(letters: string, side: Side = 'head', fields: Partial<Attempt> = {}): Attempt[] {
  return [...letters].map((letter, number) => {
    const outcome = OUTCOMES[letter === 'p' || letter === 'u' ? letter : 'f'];
    return attemptOf({ side, number, outcome, reason: outcome === 'pass' ? '' : `was ${outcome}`, ...fields });
  });
}

export function gatedTaskOf(baseline: Partial<TaskBaseline> | null = {}, id = 'task'): GatedTask {
  const full: TaskBaseline = {
    agent: 'support',
    model: 'm',
    passes: 6,
    runs: 6,
    confidence: null,
    latencyMs: 1_000,
    tokens: 150,
    promptHash: 'old',
    taskHash: 'task',
    measuredAt: '2026-11-23T09:00:00.000Z',
    blessedBy: 'Ada',
  };
  return { id, title: `Title of ${id}`, taskHash: 'task', baseline: baseline && { ...full, ...baseline } };
}
