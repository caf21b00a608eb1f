import { expect, it } from 'vitest';
import { gateReport } from './format.ts';
import { mixedReport, regressedTask, reportOf, taskOf } from './testing.ts';
import {
  comparedPasses,
  comparedPrompts,
  outcomeCounts,
  spent,
  suiteChange,
  verdictLine,
  worstFirst,
} from './words.ts';

it('reads what blocks first', () => {
  const { tasks } = mixedReport();
  expect(worstFirst(tasks).map(({ id }) => id)).toEqual(['refund', 'late', 'order', 'sum', 'greet']);
  expect(worstFirst([taskOf({ id: 'b' }), taskOf({ id: 'a' })]).map(({ id }) => id)).toEqual(['a', 'b']);
});

it('says verdict, counts, comparison and cost in words', () => {
  const report = mixedReport();
  expect(verdictLine(report)).toBe('Must not ship: 1 task regressed: refund.');
  expect(outcomeCounts(report.tasks)).toBe('5 tasks: 1 pass, 1 regressed, 1 flaky, 1 base fails too, 1 unmeasured');
  expect(outcomeCounts([])).toBe('0 tasks');
  expect(comparedPasses(regressedTask())).toBe('1 of 8 passed; baseline 10 of 10; old prompt 8 of 8');
  const lost = { passes: 2, runs: 2, unmeasured: 1, confidence: null, latencyMs: null, tokens: null };
  expect(comparedPasses(taskOf({ baseline: null, head: lost }))).toBe('2 of 2, 1 unmeasured passed; no baseline');
  expect(spent(report).replaceAll('\u00a0', ' ')).toBe('3 calls, 993 tokens, $0.12, 14 s');
  expect(spent(reportOf({ costUsd: null }))).toContain('cost unknown');
  expect(suiteChange({ id: 'x', kind: 'baseline', detail: '' })).toBe('new baseline');
  expect(comparedPrompts(report)).toBe('prompts/support.md at 1a2b3c4d (fix-refunds), against main at 5e6f7a8b');
  expect(
    comparedPrompts(reportOf({ base: { ref: '5e6f7a8b9c0d', commit: '5e6f7a8b9c0d', promptHash: null } })),
  ).toMatch(/against 5e6f7a8b$/);
  expect(comparedPrompts(reportOf({ base: null, head: { ...report.head, commit: null, branch: null } }))).toBe(
    'prompts/support.md',
  );
});

it('the reports of the tests have the shape of reports', () => {
  expect(gateReport.parse(mixedReport())).toEqual(mixedReport());
  expect(gateReport.safeParse({ ...mixedReport(), more: 1 }).success).toBe(false);
});
