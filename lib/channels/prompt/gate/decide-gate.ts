import { formatCount } from '#lib/format/numbers.ts';
import type { Attempt, GateVerdict, TaskOutcome } from '../types.ts';
import { examineTask } from './examine-task.ts';
import type { GateDecision, GateState, TaskDecision } from './types.ts';
import { commonReason } from './words.ts';

/** Most task ids named in one sentence. */
const NAMED = 5;

/**
 * What the attempts made so far come to. A task that is not decided yet counts as unmeasured, as in a gate that was
 * stopped.
 *
 * @param missingUpdate why new baselines are missing from the diff (sources/baseline-update.ts); null where none are
 */
export function decideGate({ tasks, ...state }: GateState, missingUpdate: string | null): GateDecision {
  const missingBaselines = tasks.filter(({ baseline }) => baseline === null).map(({ id }) => id);
  const decisions = tasks.map((task): TaskDecision => {
    const examined = examineTask(task, state);
    if (examined.kind === 'decided') return examined.decision;
    return { taskId: task.id, outcome: 'unmeasured', reasons: ['Not attempted to the end: the gate was stopped.'] };
  });
  const withOutcome = (outcome: TaskOutcome) =>
    decisions.filter((task) => task.outcome === outcome).map(({ taskId }) => taskId);
  const regressed = withOutcome('regressed');
  const unmeasured = withOutcome('unmeasured').filter((id) => !missingBaselines.includes(id));
  const complaints = [
    ...(regressed.length > 0 ? [`${formatCount(regressed.length, 'task')} regressed: ${named(regressed)}.`] : []),
    ...(missingUpdate === null ? [] : [missingUpdate]),
    ...(missingBaselines.length > 0 && missingUpdate === null ? [withoutBaseline(missingBaselines, tasks.length)] : []),
  ];
  const verdict = verdictOf(complaints.length, unmeasured.length, tasks.length);
  const reasons = {
    fail: complaints.join(' '),
    unmeasured: unmeasuredReason(unmeasured, state.attempts),
    pass: passReason(tasks.length, withOutcome('flaky'), withOutcome('base-also-fails')),
  } satisfies Record<GateVerdict, string>;
  return {
    verdict,
    reason: reasons[verdict],
    tasks: decisions,
    missingBaselines,
    blessMends: verdict === 'fail' && regressed.length === 0,
  };
}

/** A complaint fails the gate even where other tasks were not measured: more answers would not take it back. */
function verdictOf(complaints: number, unmeasured: number, tasks: number): GateVerdict {
  if (complaints > 0) return 'fail';
  return unmeasured > 0 || tasks === 0 ? 'unmeasured' : 'pass';
}

function withoutBaseline(ids: readonly string[], tasks: number): string {
  if (ids.length === tasks) return 'No task has a baseline of this agent, model and version of the task.';
  return `${formatCount(ids.length, 'task has', 'tasks have')} no baseline of this agent, model and version of the task: ${named(ids)}.`;
}

/** Names the cause as well: a refused key or a spent budget is mended without looking at any task. */
function unmeasuredReason(ids: readonly string[], attempts: readonly Attempt[]): string {
  if (ids.length === 0) return 'There is no task to measure.';
  const cause = commonReason(
    attempts.filter(({ taskId }) => ids.includes(taskId)),
    'unmeasured',
  );
  return `${formatCount(ids.length, 'task')} could not be measured: ${named(ids)}.${cause}`;
}

function passReason(tasks: number, flaky: readonly string[], alsoFailing: readonly string[]): string {
  const notes = [
    ...(flaky.length > 0 ? [`${formatCount(flaky.length, 'is', 'are')} flaky (${named(flaky)})`] : []),
    ...(alsoFailing.length > 0
      ? [`${formatCount(alsoFailing.length, 'fails', 'fail')} with the prompt before as well (${named(alsoFailing)})`]
      : []),
  ];
  const rest = notes.length === 0 ? '' : `; ${notes.join(', ')}`;
  return `None of ${formatCount(tasks, 'task')} regressed${rest}.`;
}

function named(ids: readonly string[]): string {
  const more = ids.length - NAMED;
  return ids.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
