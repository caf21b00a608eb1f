import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import { GATE_VERDICT_LABEL, SIDE_LABEL, TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import { TASK_OUTCOMES, type TaskOutcome } from '../types.ts';
import type { GateReport, ReportedTask, SideSummary } from './format.ts';

/** What somebody reads first; the worst first. */
const READING_ORDER: Record<TaskOutcome, number> = {
  regressed: 0,
  unmeasured: 1,
  'base-also-fails': 2,
  flaky: 3,
  pass: 4,
};

/** Tasks as people want to read them: those that block first, then by id. */
export function worstFirst(tasks: readonly ReportedTask[]): ReportedTask[] {
  return tasks.toSorted(
    (one, other) => READING_ORDER[one.outcome] - READING_ORDER[other.outcome] || one.id.localeCompare(other.id, 'en'),
  );
}

/** The verdict in one line: `Must not ship: 2 tasks regressed: …`. */
export function verdictLine({ verdict, reason }: Pick<GateReport, 'verdict' | 'reason'>): string {
  return `${GATE_VERDICT_LABEL[verdict].label}: ${reason}`;
}

/** How many tasks came out how: `20 tasks: 17 pass, 2 regressed, 1 flaky`. */
export function outcomeCounts(tasks: readonly Pick<ReportedTask, 'outcome'>[]): string {
  const counted = TASK_OUTCOMES.map((outcome) => ({
    outcome,
    count: tasks.filter((task) => task.outcome === outcome).length,
  })).filter(({ count }) => count > 0);
  const words = counted.map(({ outcome, count }) => `${count} ${TASK_OUTCOME_LABEL[outcome].label.toLowerCase()}`);
  return [formatCount(tasks.length, 'task'), ...(words.length === 0 ? [] : [words.join(', ')])].join(': ');
}

/** How often a side passed, and what was not measured: `1 of 8`, `2 of 3, 1 unmeasured`. */
export function passedOf({ passes, runs, unmeasured }: SideSummary): string {
  return `${passes} of ${runs}${unmeasured === 0 ? '' : `, ${unmeasured} unmeasured`}`;
}

/** What a task is compared with: `1 of 8 passed; baseline 10 of 10; old prompt 8 of 8`. */
export function comparedPasses({ head, base, baseline }: ReportedTask): string {
  return [
    `${passedOf(head)} passed`,
    baseline === null ? 'no baseline' : `baseline ${baseline.passes} of ${baseline.runs}`,
    ...(base === null ? [] : [`${SIDE_LABEL.base.toLowerCase()} ${passedOf(base)}`]),
  ].join('; ');
}

/** What a gate took: `134 calls, 52,310 tokens, $0.12, 14 s`. */
export function spent({ calls, promptTokens, completionTokens, costUsd, durationMs }: GateReport): string {
  return [
    formatCount(calls, 'call'),
    formatCount(promptTokens + completionTokens, 'token'),
    costUsd === null ? 'cost unknown' : formatUsd(costUsd),
    formatDurationMs(durationMs),
  ].join(', ');
}

const CHANGE_WORD: Record<GateReport['suiteChanges'][number]['kind'], string> = {
  added: 'added',
  edited: 'edited',
  removed: 'removed',
  baseline: 'new baseline',
};

/** One change of the suite: `edited: the assertions`. */
export function suiteChange({ kind, detail }: GateReport['suiteChanges'][number]): string {
  return detail === '' ? CHANGE_WORD[kind] : `${CHANGE_WORD[kind]}: ${detail}`;
}

/** Commits for people: the first eight digits. */
function shortCommit(commit: string): string {
  return commit.slice(0, 8);
}

/** What was compared: `prompts/support.md at 1a2b3c4d (fix-refunds), against main at 5e6f7a8b`. */
export function comparedPrompts({ head, base }: Pick<GateReport, 'head' | 'base'>): string {
  const at = head.commit === null ? '' : ` at ${shortCommit(head.commit)}`;
  const branch = head.branch === null ? '' : ` (${head.branch})`;
  const against = base === null ? '' : `, against ${ofBase(base)}`;
  return `${head.promptPath}${at}${branch}${against}`;
}

/** Pipelines may name the base by its commit. */
function ofBase({ ref, commit }: NonNullable<GateReport['base']>): string {
  return commit.startsWith(ref) ? shortCommit(commit) : `${ref} at ${shortCommit(commit)}`;
}
