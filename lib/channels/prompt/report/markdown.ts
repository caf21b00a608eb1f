import { formatCount } from '#lib/format/numbers.ts';
import { GATE_VERDICT_LABEL, SIDE_LABEL, TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import type { Attempt } from '../types.ts';
import { answerText, failureReasons, tellingAttempts } from './evidence.ts';
import type { GateReport, ReportedTask } from './format.ts';
import { codeBlock, inlineCode, inlineText } from './markdown-text.ts';
import { comparedPasses, comparedPrompts, outcomeCounts, passedOf, spent, suiteChange, worstFirst } from './words.ts';

/** Largest comment written, in UTF-16 code units: GitHub takes 65,536, the hidden marker included. */
const MAX_CHARS = 60_000;

/** Most rows of a list, and characters shown of an answer, of a reason and of a name. */
const MAX_ROWS = 100;
const ANSWER_CHARS = 1_500;
const REASON_CHARS = 400;
const NAME_CHARS = 120;

/** Most failing checks shown of one answer. */
const MAX_FAILURES = 5;

/**
 * A report as Markdown for pull requests: verdict, what regressed and why, with old and new answers folded, then the
 * other tasks, changes of the suite, and what it took. What models and tasks say is shown as text, whatever is in it.
 *
 * @param link Address of the run in a console; null where there is none.
 */
export function reportMarkdown(report: GateReport, link: string | null): string {
  const tasks = worstFirst(report.tasks);
  const regressed = tasks.filter(({ outcome }) => outcome === 'regressed');
  const worth = tasks.filter(({ outcome }) => outcome !== 'regressed' && outcome !== 'pass');
  const passing = tasks.filter(({ outcome }) => outcome === 'pass');
  const needed = [
    `### Golden suite: ${GATE_VERDICT_LABEL[report.verdict].label.toLowerCase()}`,
    `**${inlineText(report.reason, 2 * REASON_CHARS)}**`,
    `${inlineCode(report.agent)} with ${inlineCode(report.model)}. ${outcomeCounts(tasks)}.`,
    ...mend(report),
  ];
  const rest = [
    ...suiteChanges(report),
    ...section('Worth a look, not blocking', table(worth)),
    ...folded(`${formatCount(passing.length, 'task passes', 'tasks pass')}`, table(passing)),
  ];
  const footer = [
    ...report.notes.map((note) => inlineText(note, REASON_CHARS)),
    `${inlineText(spent(report), REASON_CHARS)}.${link === null ? '' : ` [The run in the console](<${link}>).`}`,
    `<sub>${inlineText(comparedPrompts(report), REASON_CHARS)}</sub>`,
  ];
  const room = MAX_CHARS - sizeOf(needed) - sizeOf(footer);
  return [...needed, ...fitting([...regressed.map(regression), ...rest], room), ...footer].join('\n\n').concat('\n');
}

function mend({ command }: GateReport): string[] {
  if (command === null) return [];
  return ['If the change is intended, write new baselines and commit them:', codeBlock(command, 2_000, 'sh')];
}

function regression(task: ReportedTask): string {
  const { head, base } = tellingAttempts(task);
  return [
    `#### ${inlineCode(task.id)} regressed`,
    `${inlineText(task.title, NAME_CHARS)} (${comparedPasses(task)})`,
    task.reasons.map((reason) => `- ${inlineText(reason, REASON_CHARS)}`).join('\n'),
    ...folded(base === null ? 'The new answer' : 'Old and new answer', [
      ...(base === null ? [] : answer(base)),
      ...(head === null ? [] : answer(head)),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function answer(attempt: Attempt): string[] {
  const failures = failureReasons(attempt).slice(0, MAX_FAILURES);
  return [
    `**${SIDE_LABEL[attempt.side]}**, attempt ${attempt.number + 1}: ${ATTEMPT_WORD[attempt.outcome]}`,
    ...(failures.length === 0 ? [] : [failures.map((each) => `- ${inlineText(each, REASON_CHARS)}`).join('\n')]),
    codeBlock(answerText(attempt), ANSWER_CHARS),
  ];
}

const ATTEMPT_WORD: Record<Attempt['outcome'], string> = {
  pass: 'passed',
  fail: 'failed',
  unmeasured: 'not measured',
};

function table(tasks: readonly ReportedTask[]): string[] {
  if (tasks.length === 0) return [];
  const rows = tasks
    .slice(0, MAX_ROWS)
    .map(
      (task) =>
        `| ${inlineCode(task.id)} | ${TASK_OUTCOME_LABEL[task.outcome].label} | ${passedOf(task.head)} | ${baselineOf(task)} | ${task.reasons.map((reason) => inlineText(reason, REASON_CHARS)).join(' ')} |`,
    );
  const head = ['| Task | Outcome | Passed | Baseline | Why |', '| --- | --- | --- | --- | --- |'];
  return [[...head, ...rows].join('\n'), ...moreThan(tasks.length)];
}

function baselineOf({ baseline }: ReportedTask): string {
  return baseline === null ? '–' : `${baseline.passes} of ${baseline.runs}`;
}

function suiteChanges({ suiteChanges: changes }: GateReport): string[] {
  if (changes.length === 0) return [];
  const rows = changes
    .slice(0, MAX_ROWS)
    .map((change) => `- ${inlineCode(change.id)} ${inlineText(suiteChange(change), REASON_CHARS)}`);
  return section('The suite changes too', [
    'This pull request changes what the prompt is measured by. Review that as a change of its own.',
    rows.join('\n'),
    ...moreThan(changes.length),
  ]);
}

function moreThan(count: number): string[] {
  return count > MAX_ROWS ? [`And ${count - MAX_ROWS} more.`] : [];
}

function section(title: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [[`#### ${title}`, ...parts].join('\n\n')];
}

function folded(summary: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [[`<details><summary>${summary}</summary>`, ...parts, '</details>'].join('\n\n')];
}

function sizeOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length + 2, 0);
}

/** As many parts as there is room for, and a word on what was left out. */
function fitting(parts: readonly string[], room: number): string[] {
  const leftOut = 'More did not fit into a comment; the report as JSON has all of it.';
  const taken: string[] = [];
  for (const part of parts) {
    if (sizeOf([...taken, part, leftOut]) > room) return [...taken, leftOut];
    taken.push(part);
  }
  return taken;
}
