import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../types.ts';
import { examineTask } from './examine-task.ts';
import { nextAttempts } from './next-attempts.ts';
import { attemptsOf, gatedTaskOf } from './testing.ts';

const look = (
  attempts: Attempt[],
  { baseline = {}, hasBase = true }: { baseline?: object | null; hasBase?: boolean } = {},
) => examineTask(gatedTaskOf(baseline), { attempts, repeat: 3, hasBase });

const both = (head: string, base: string) => [...attemptsOf(head), ...attemptsOf(base, 'base')];

describe('what is attempted', () => {
  it.each([
    ['nothing yet', [], 'head', [0, 1, 2]],
    ['a killed process left a gap', attemptsOf('ppp').filter(({ number }) => number !== 1), 'head', [1]],
    ['one attempt was not measured', attemptsOf('ppu'), 'head', [3]],
    ['one failed', attemptsOf('fpp'), 'head', [3, 4, 5, 6]],
    ['all failed', attemptsOf('fff'), 'head', [3, 4]],
    ['certainly worse than the baseline', attemptsOf('fffff'), 'base', [0, 1, 2, 3]],
  ])('%s', (_, attempts, side, numbers) => {
    const examined = look(attempts);
    expect(examined.kind === 'attempt' && examined.refs).toEqual(
      numbers.map((number) => ({ taskId: 'task', side, number })),
    );
  });
});

describe('outcome by passes', () => {
  it.each([
    ['passes all', attemptsOf('ppp'), {}, 'pass', undefined],
    [
      'fails where the prompt before passes',
      both('fffff', 'ppppppp'),
      {},
      'regressed',
      /^Passes 0 of 5 attempts; its baseline passed 6 of 6, and the prompt before passed 7 of 7 now\. Most often: was fail$/,
    ],
    ['fails as the prompt before does', both('fffff', 'fffffff'), {}, 'base-also-fails', /not this prompt's doing/],
    ['recovers', attemptsOf('fppppppp'.padEnd(12, 'p')), {}, 'flaky', /no certain difference/],
    ['was unsteady before', attemptsOf('fppp'), { baseline: { passes: 4 } }, 'flaky', /its baseline passed 4 of 6/],
    ['failed before', attemptsOf('fff'), { baseline: { passes: 0 } }, 'base-also-fails', /its baseline passed 0 of 6/],
    [
      'fails without a prompt before',
      attemptsOf('ffffffff'),
      { hasBase: false },
      'regressed',
      /its baseline passed 6 of 6/,
    ],
    ['cannot be measured', attemptsOf('uuu'), {}, 'unmeasured', /^Could not be measured: .*unmeasured/],
    [
      'cannot be measured before',
      both('fffff', 'uuu'),
      {},
      'unmeasured',
      /^Could not be measured on the prompt before: /,
    ],
    ['has no baseline', [], { baseline: null }, 'unmeasured', /no baseline of this agent/],
  ] as const)('%s', (_, attempts, options, outcome, reason) => {
    const examined = look([...attempts], options);
    expect(examined).toMatchObject({ kind: 'decided', decision: { outcome } });
    if (reason !== undefined && examined.kind === 'decided') expect(examined.decision.reasons[0]).toMatch(reason);
  });
});

describe('outcome by medians', () => {
  const sides = (head: Partial<Attempt>, base: Partial<Attempt>) => [
    ...attemptsOf('pppppppp', 'head', head),
    ...attemptsOf('pppppppp', 'base', base),
  ];
  const confident = (confidence: number): Partial<Attempt> => ({
    rubric: { score: 1, passed: true, confidence, items: [], reasons: '' },
  });

  it.each([
    [
      'slower than twice',
      sides({ latencyMs: 2_100 }, { latencyMs: 1_000 }),
      {},
      'regressed',
      /latency 2\.1.s; its baseline had 1.s/,
    ],
    ['slower, but not more than twice', attemptsOf('ppp', 'head', { latencyMs: 2_000 }), {}, 'pass', undefined],
    [
      'slow on both sides',
      sides({ latencyMs: 2_100 }, { latencyMs: 2_100 }),
      {},
      'base-also-fails',
      /not this prompt's doing/,
    ],
    [
      'more than twice a tiny baseline',
      attemptsOf('ppp', 'head', { latencyMs: 90 }),
      { latencyMs: 30 },
      'pass',
      undefined,
    ],
    [
      'more tokens than twice',
      sides({ completionTokens: 300 }, {}),
      {},
      'regressed',
      /tokens 400; its baseline had 150/,
    ],
    [
      'less confident by 21',
      sides(confident(70), confident(91)),
      { confidence: 91 },
      'regressed',
      /judge confidence 70; its baseline had 91/,
    ],
    ['less confident by 20', attemptsOf('ppp', 'head', confident(71)), { confidence: 91 }, 'pass', undefined],
    ['latencies untold', attemptsOf('ppp', 'head', { latencyMs: null }), {}, 'pass', undefined],
  ] as const)('%s', (_, attempts, baseline, outcome, reason) => {
    const examined = look([...attempts], { baseline });
    expect(examined).toMatchObject({ kind: 'decided', decision: { outcome } });
    if (reason !== undefined && examined.kind === 'decided') expect(examined.decision.reasons[0]).toMatch(reason);
  });
});

describe('any course of attempts', () => {
  const letters = fc.constantFrom('p', 'p', 'p', 'f', 'u');
  it('ends, makes no attempt twice, and blames no prompt that did no worse than the one before', () => {
    const arbitrary = fc.record({
      passes: fc.nat({ max: 6 }),
      head: fc.infiniteStream(letters),
      base: fc.infiniteStream(letters),
      hasBase: fc.boolean(),
    });
    fc.assert(
      fc.property(arbitrary, ({ passes, head, base, hasBase }) => {
        const state = { tasks: [gatedTaskOf({ passes })], attempts: [] as Attempt[], repeat: 3, hasBase };
        const streams = { head, base };
        for (let refs = nextAttempts(state); refs.length > 0; refs = nextAttempts(state)) {
          for (const { side, number } of refs) {
            expect(state.attempts.some((made) => made.side === side && made.number === number)).toBe(false);
            const [made] = attemptsOf(streams[side].next().value ?? 'p', side);
            if (made !== undefined) state.attempts.push({ ...made, number });
          }
          expect(state.attempts.length).toBeLessThan(60);
        }
        const { attempts, tasks, repeat } = state;
        const examined = tasks.map((task) => examineTask(task, { attempts, repeat, hasBase }));
        const share = (side: string) => {
          const made = attempts.filter((each) => each.side === side && each.outcome !== 'unmeasured');
          return made.filter(({ outcome }) => outcome === 'pass').length / made.length;
        };
        for (const each of examined) {
          expect(each.kind).toBe('decided');
          const isBlamed = each.kind === 'decided' && each.decision.outcome === 'regressed';
          if (isBlamed) expect(share('head')).toBeLessThan(hasBase ? share('base') : passes / 6);
        }
      }),
    );
  });
});
