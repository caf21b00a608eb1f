import { answerText, tellingAttempts } from '#lib/channels/prompt/report/evidence.ts';
import type { GateReport, ReportedTask } from '#lib/channels/prompt/report/format.ts';
import {
  comparedPasses,
  comparedPrompts,
  outcomeCounts,
  spent,
  suiteChange,
  verdictLine,
  worstFirst,
} from '#lib/channels/prompt/report/words.ts';
import type { Attempt } from '#lib/channels/prompt/types.ts';
import { differingExcerpts, excerpt, visible } from '../excerpt.ts';
import { taskLine } from './task-line.ts';

/** Tasks that regressed and are shown with their answers. */
const SHOWN_TASKS = 10;

/** A report for a person at a terminal: verdict first, then what regressed and why, the other tasks, the suite, the cost. */
export function gateReportText(report: GateReport): string {
  const tasks = worstFirst(report.tasks);
  const regressed = tasks.filter(({ outcome }) => outcome === 'regressed');
  return [
    `${visible(verdictLine(report))}\n`,
    `${visible(`${report.agent} with ${report.model}: ${comparedPrompts(report)}`)}\n${outcomeCounts(tasks)}\n`,
    ...regressed.slice(0, SHOWN_TASKS).map(regression),
    ...listed('Also regressed', regressed.slice(SHOWN_TASKS)),
    ...listed(
      'Worth a look, not blocking',
      tasks.filter(({ outcome }) => outcome !== 'regressed' && outcome !== 'pass'),
    ),
    ...suiteChanges(report),
    ...(report.command === null
      ? []
      : [`If the change is intended, write new baselines and commit them:\n  ${visible(report.command)}\n`]),
    ...report.notes.map((note) => `${visible(note)}\n`),
    `${spent(report)}\n`,
  ].join('\n');
}

function regression(task: ReportedTask): string {
  const { head, base } = tellingAttempts(task);
  return [
    `${task.id} regressed: ${visible(task.title)} (${comparedPasses(task)})`,
    ...task.reasons.map((reason) => `  - ${visible(reason)}`),
    ...answers(base, head),
    '',
  ].join('\n');
}

function answers(base: Attempt | null, head: Attempt | null): string[] {
  if (head === null) return [];
  if (base === null) return [`    new  ${excerpt(answerText(head))}`];
  const { before, now } = differingExcerpts(answerText(base), answerText(head));
  return [`    old  ${before}`, `    new  ${now}`];
}

function listed(title: string, tasks: readonly ReportedTask[]): string[] {
  if (tasks.length === 0) return [];
  return [`${title}\n${tasks.map((task) => `  ${taskLine(task.id, task.outcome, task.reasons, visible)}`).join('')}`];
}

function suiteChanges({ suiteChanges: changes }: GateReport): string[] {
  if (changes.length === 0) return [];
  const lines = changes.map((change) => `  - ${change.id} ${visible(suiteChange(change))}\n`);
  return [`The suite changes too; review that as a change of its own\n${lines.join('')}`];
}
