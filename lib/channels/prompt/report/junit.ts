import { assertNever } from '#lib/platform/errors.ts';
import { TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import type { TaskOutcome } from '../types.ts';
import { answerText, failureReasons, tellingAttempts } from './evidence.ts';
import type { GateReport, ReportedTask } from './format.ts';
import { comparedPasses, verdictLine, worstFirst } from './words.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

/** Most characters of an answer in a failure. */
const ANSWER_CHARS = 4_000;

/**
 * A report as JUnit XML (the schema of the Jenkins JUnit plug-in, which GitLab and GitHub actions read too): a test case
 * a task. Regressed tasks and those without a baseline fail; flaky and unmeasured ones, and those that fail with the
 * prompt before as well, are skipped with a message. A verdict that no task shows has a case of its own.
 */
export function reportJunit(report: GateReport): string {
  const cases = worstFirst(report.tasks).map((task) => ({ task, result: resultOf(task, report.missingBaselines) }));
  const verdict = verdictCase(
    report,
    cases.some(({ result }) => result?.name === 'failure'),
  );
  const classname = `golden.${report.agent}`;
  const elements = [
    ...cases.map(({ task, result }) => testCase({ name: task.id, classname, seconds: secondsOf(task) }, result)),
    ...(verdict === null ? [] : [testCase({ name: 'gate', classname, seconds: 0 }, verdict)]),
  ];
  const results = [...cases.map(({ result }) => result), ...(verdict === null ? [] : [verdict])];
  const counts = {
    tests: results.length,
    failures: results.filter((result) => result?.name === 'failure').length,
    errors: results.filter((result) => result?.name === 'error').length,
    skipped: results.filter((result) => result?.name === 'skipped').length,
  };
  const time = seconds(report.durationMs);
  const suite = {
    name: 'testsuite',
    attributes: {
      name: `${report.agent} with ${report.model}`,
      ...counts,
      time,
      timestamp: report.startedAt.slice(0, 19),
    },
    children: elements,
  };
  const { skipped: _, ...totals } = counts;
  return xmlDocument({ name: 'testsuites', attributes: { name: 'Golden suite', ...totals, time }, children: [suite] });
}

function testCase(told: { name: string; classname: string; seconds: number }, result: XmlElement | null): XmlElement {
  const attributes = { name: told.name, classname: told.classname, time: told.seconds };
  return { name: 'testcase', attributes, children: result === null ? [] : [result] };
}

function resultOf(task: ReportedTask, missingBaselines: readonly string[]): XmlElement | null {
  if (missingBaselines.includes(task.id)) {
    return failed('baseline-missing', 'No baseline of this agent, model and version of the task', task);
  }
  const { outcome } = task;
  switch (outcome) {
    case 'pass':
      return null;
    case 'regressed':
      return failed(outcome, messageOf(task), task);
    case 'flaky':
    case 'base-also-fails':
    case 'unmeasured':
      return skipped(outcome, messageOf(task));
    default:
      return assertNever(outcome);
  }
}

function messageOf({ outcome, reasons }: ReportedTask): string {
  const why = reasons.join(' ');
  return why === '' ? TASK_OUTCOME_LABEL[outcome].meaning : why;
}

function failed(type: string, message: string, task: ReportedTask): XmlElement {
  return { name: 'failure', attributes: { message, type }, children: [evidence(task)] };
}

function skipped(outcome: TaskOutcome, message: string): XmlElement {
  return { name: 'skipped', attributes: { type: outcome, message } };
}

/** A gate can fail or be unmeasured without any task that says so: it must not look green. */
function verdictCase(report: GateReport, hasFailure: boolean): XmlElement | null {
  const { verdict } = report;
  switch (verdict) {
    case 'pass':
      return null;
    case 'fail':
      if (hasFailure) return null;
      return { name: 'failure', attributes: { message: report.reason, type: 'gate' }, children: [verdictText(report)] };
    case 'unmeasured':
      return {
        name: 'error',
        attributes: { message: report.reason, type: 'unmeasured' },
        children: [verdictText(report)],
      };
    default:
      return assertNever(verdict);
  }
}

function verdictText(report: GateReport): string {
  return report.command === null ? verdictLine(report) : `${verdictLine(report)}\n\n${report.command}`;
}

function evidence(task: ReportedTask): string {
  const { head, base } = tellingAttempts(task);
  return [
    `${task.title}\n${comparedPasses(task)}`,
    ...(head === null ? [] : [...failureReasons(head), `New prompt:\n${answerText(head).slice(0, ANSWER_CHARS)}`]),
    ...(base === null ? [] : [`Old prompt:\n${answerText(base).slice(0, ANSWER_CHARS)}`]),
  ].join('\n\n');
}

function secondsOf({ attempts }: ReportedTask): number {
  return seconds(attempts.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0));
}

function seconds(milliseconds: number): number {
  return Number((milliseconds / 1000).toFixed(3));
}
