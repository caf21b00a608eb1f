import { describe, expect, it } from 'vitest';
import { TidemarkError } from '#lib/platform/errors.ts';
import { GOLDEN_RUN_PATIENCE_MS } from '#lib/policy/thresholds.ts';
import type { ReportedTask } from '../report/format.ts';
import { taskOf } from '../task/testing.ts';
import { failure } from './failure.ts';
import { regressionAction, tellRegression, tellVerdict } from './regression.ts';
import { decideBudget, decideGoldenStart } from './start-decision.ts';

const side = { passes: 3, runs: 3, unmeasured: 0, confidence: null, latencyMs: null, tokens: null };

function reported(id: string, outcome: ReportedTask['outcome'], reasons: string[] = []): ReportedTask {
  return { id, title: id, taskHash: 'h', outcome, reasons, baseline: null, head: side, base: null, attempts: [] };
}

describe('regressionAction', () => {
  const [passed, regressed] = [reported('a', 'pass'), reported('b', 'regressed')];
  it.each([
    ['a regression on main', 'fail', [passed, regressed], true, 'seen'],
    ['a regression on a branch', 'fail', [passed, regressed], false, 'nothing'],
    ['a pass on main', 'pass', [passed], true, 'not_seen'],
    ['a pass on a branch', 'pass', [passed], false, 'nothing'],
    ['a missing baseline', 'fail', [passed, reported('c', 'unmeasured')], true, 'nothing'],
    ['nothing measured', 'unmeasured', [reported('c', 'unmeasured')], true, 'nothing'],
  ] as const)('%s', (_name, verdict, tasks, isOnMain, action) => {
    expect(regressionAction({ verdict, tasks: [...tasks] }, { isOnMain })).toBe(action);
  });

  it('tells the regressed tasks with their reasons, and counts what is beyond five', () => {
    const tasks = Array.from({ length: 7 }, (_, index) => reported(`t${index}`, 'regressed', ['0 of 3 passed.']));
    expect(tellRegression({ model: 'm', tasks }).split('\n')).toEqual([
      '7 tasks of 7 regressed with m.',
      ...[0, 1, 2, 3, 4].map((index) => `t${index}: 0 of 3 passed.`),
      'And 2 more.',
    ]);
  });

  it('says of an unmeasured run on main what it leaves open', () => {
    expect(tellVerdict({ verdict: 'unmeasured', reason: 'No answer.' }, true)).toContain('no incident was opened');
    expect(tellVerdict({ verdict: 'unmeasured', reason: 'No answer.' }, false)).toBe('No answer.');
    expect(tellVerdict({ verdict: 'pass', reason: 'Fine.' }, true)).toBe('Fine.');
  });
});

describe('failure', () => {
  const createdAt = new Date('2026-05-10T02:00:00Z');
  const after = (ms: number) => ({ createdAt, now: new Date(createdAt.getTime() + ms) });
  it.each([
    ['a broken suite', new TidemarkError('invalid_input', 'Line 3.'), 0, { again: false, reason: 'Line 3.' }],
    ['git out of reach', new TidemarkError('unavailable', 'No git.'), 0, { again: true }],
    ['an unknown fault', new Error('secret'), 0, { again: true }],
    ['an unknown fault for hours', new Error('secret'), GOLDEN_RUN_PATIENCE_MS, { again: false }],
  ])('%s', (_name, error, ageMs, decision) => {
    const decided = failure(error, after(ageMs));
    expect(decided).toMatchObject(decision);
    expect(JSON.stringify(decided)).not.toContain('secret');
  });
});

describe('decideBudget', () => {
  it.each<[string, number | null, number | null, object]>([
    ['no budget', 5, null, { allowed: true, note: null }],
    ['an estimate within it', 1, 2, { allowed: true, note: expect.stringContaining('no call beyond $2') }],
    ['an unknown cost', null, 2, { allowed: true, note: expect.stringContaining('stops asking once $2') }],
    ['an estimate above it', 3, 2, { allowed: false, reason: expect.stringMatching(/about \$3.*more than the \$2/) }],
  ])('%s', (_name, costUsd, budgetUsd, decision) => {
    expect(decideBudget(costUsd, budgetUsd)).toEqual(decision);
  });
});

describe('decideGoldenStart', () => {
  const agent = { name: 'support', prompt: 'p.md', models: ['one'], maxOutputTokens: 10 };
  const facts = { agents: [agent], tasks: [taskOf(), taskOf({ id: 'other', agents: ['else'] })], activeRunId: null };
  const request = { agent: 'support', model: 'one' };

  it('asks the tasks of the agent', () => {
    expect(decideGoldenStart(request, facts)).toMatchObject({ allowed: true, tasks: [{ id: 'greeting' }] });
  });

  it.each([
    [request, { ...facts, activeRunId: 7 }, 'conflict', 'Golden run 7'],
    [{ ...request, agent: 'nobody' }, facts, 'invalid_input', 'It has: support.'],
    [{ ...request, model: 'two' }, facts, 'invalid_input', 'Its models: one.'],
    [request, { ...facts, tasks: [] }, 'invalid_input', 'No golden task names the agent support'],
  ])('refuses %j', (asked, known, code, words) => {
    expect(decideGoldenStart(asked, known)).toMatchObject({
      allowed: false,
      code,
      reason: expect.stringContaining(words),
    });
  });
});
