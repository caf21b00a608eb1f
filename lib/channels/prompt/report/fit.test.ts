import { expect, it } from 'vitest';
import { fitReport } from './fit.ts';
import { gateReport } from './format.ts';
import { attemptOf, mixedReport, reportOf, taskOf } from './testing.ts';

const LONG = 'ü'.repeat(300_000);
const large = () => {
  const checks = [{ position: 0, label: LONG, passed: false, detail: LONG }];
  const toolCalls = [{ name: LONG, argumentsJson: LONG, fault: LONG }];
  const rubric = { score: 0, passed: false, confidence: 0, items: [], reasons: LONG };
  const attempts = [0, 1].map((number) => attemptOf({ number, reason: LONG, checks, toolCalls, rubric, output: LONG }));
  return reportOf({ reason: LONG, tasks: [taskOf({ title: LONG, reasons: [LONG], attempts })] });
};

it('leaves a report of usual size as it is', () => {
  expect(fitReport(mixedReport())).toEqual(mixedReport());
});

it('cuts what is longer than a console takes', () => {
  expect(gateReport.safeParse(large()).success).toBe(false);
  const fitted = fitReport(large());
  expect(gateReport.parse(fitted)).toEqual(fitted);
  expect(fitted.tasks[0]?.attempts[0]?.output).toHaveLength(200_000);
});

it.each([500_000, 100_000, 10_000])('fits into %d bytes, giving up answers first', (maxBytes) => {
  const fitted = fitReport(large(), maxBytes);
  expect(Buffer.byteLength(JSON.stringify(fitted))).toBeLessThanOrEqual(maxBytes);
  expect(gateReport.parse(fitted).tasks[0]).toMatchObject({ id: 'refund', outcome: 'pass' });
});
