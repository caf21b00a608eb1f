import { invariant } from '#lib/platform/errors.ts';
import type { GateReport, ReportedTask } from '../report/format.ts';
import type { Attempt, GatedTask } from '../types.ts';
import { reportNotes } from './report-notes.ts';
import { sideFacts, summarise } from './side.ts';
import type { GateDecision } from './types.ts';

type Facts = Pick<GateReport, 'agent' | 'model' | 'head' | 'base' | 'repeat' | 'suiteChanges'> & {
  tasks: readonly GatedTask[];
  attempts: readonly Attempt[];
  decision: GateDecision;
  blessCommand: string;
  startedAt: Date;
  finishedAt: Date;
};

/** Everything a gate found, in the shape that all reports are written from. */
export function buildReport(facts: Facts): GateReport {
  const { agent, model, head, base, repeat, suiteChanges, decision, attempts, startedAt, finishedAt } = facts;
  return {
    verdict: decision.verdict,
    reason: decision.reason,
    agent,
    model,
    head,
    base,
    repeat,
    tasks: facts.tasks.map((task) => reportTask(task, attempts, decision)),
    suiteChanges,
    missingBaselines: decision.missingBaselines,
    notes: reportNotes(facts.tasks, attempts),
    calls: total(attempts.map(({ calls }) => calls)),
    promptTokens: total(attempts.map(({ promptTokens }) => promptTokens ?? 0)),
    completionTokens: total(attempts.map(({ completionTokens }) => completionTokens ?? 0)),
    costUsd: attempts.some(({ costUsd }) => costUsd === null)
      ? null
      : total(attempts.map(({ costUsd }) => costUsd ?? 0)),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    command: decision.blessMends ? facts.blessCommand : null,
  };
}

function reportTask(task: GatedTask, attempts: readonly Attempt[], { tasks }: GateDecision): ReportedTask {
  const decision = tasks.find(({ taskId }) => taskId === task.id);
  invariant(decision !== undefined, 'every task is decided about');
  const base = sideFacts(attempts, task.id, 'base');
  return {
    ...task,
    outcome: decision.outcome,
    reasons: decision.reasons,
    head: summarise(sideFacts(attempts, task.id, 'head')),
    base: base.numbers.size === 0 ? null : summarise(base),
    attempts: attempts.filter(({ taskId }) => taskId === task.id),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
