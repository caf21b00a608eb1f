import { describe, expect, it } from 'vitest';
import type { GoldenAttemptView } from '#lib/contract/golden/attempts.ts';
import { comparedChecks, sidesOf } from './shown-attempts.ts';

const attempt = (number: number, outcome: GoldenAttemptView['outcome'], more: Partial<GoldenAttemptView> = {}) => ({
  taskId: 'refund',
  side: 'head' as const,
  number,
  outcome,
  reason: '',
  checks: [],
  rubric: null,
  output: `answer ${number}`,
  toolCalls: [],
  turns: 1,
  latencyMs: 10,
  promptTokens: 1,
  completionTokens: 1,
  costUsd: null,
  calls: 1,
  ...more,
});

const NOTHING = { old: null, now: null };

describe('sidesOf', () => {
  it('shows a failure of the new prompt beside a success of the old one', () => {
    const { old, now, oldRunId } = sidesOf(
      {
        headAttempts: [attempt(0, 'pass'), attempt(1, 'fail')],
        baseAttempts: [attempt(0, 'fail'), attempt(1, 'pass')],
        before: { runId: 4, createdAt: '2026-11-01T00:00:00Z', attempts: [attempt(0, 'pass')] },
      },
      NOTHING,
    );
    expect([old.shown?.number, now.shown?.number, oldRunId]).toEqual([1, 1, null]);
    expect([old.name, now.name]).toEqual(['Old prompt', 'New prompt']);
  });

  it('falls back to the newest earlier run where the old prompt was not asked', () => {
    const sides = sidesOf(
      {
        headAttempts: [attempt(0, 'pass')],
        baseAttempts: [],
        before: { runId: 4, createdAt: '2026-11-01T00:00:00Z', attempts: [attempt(2, 'pass')] },
      },
      NOTHING,
    );
    expect(sides).toMatchObject({ oldRunId: 4, old: { name: 'Run 4, before', shown: { number: 2 } } });
  });

  it('shows what was chosen, and nothing where there is nothing', () => {
    const given = { headAttempts: [attempt(0, 'fail'), attempt(1, 'unmeasured')], baseAttempts: [], before: null };
    const { old, now } = sidesOf(given, { old: 3, now: 1 });
    expect([old.shown, now.shown?.number]).toEqual([null, 1]);
  });
});

describe('comparedChecks', () => {
  it('pairs by position and puts what the new answer fails first', () => {
    const check = (position: number, passed: boolean) => ({ position, label: `check ${position}`, passed, detail: '' });
    const old = attempt(0, 'pass', { checks: [check(0, true), check(1, true)] });
    const now = attempt(0, 'fail', { checks: [check(0, true), check(2, false)] });
    expect(comparedChecks(old, now).map(({ position, label }) => [position, label])).toEqual([
      [2, 'check 2'],
      [0, 'check 0'],
      [1, 'check 1'],
    ]);
  });
});
