import pLimit from 'p-limit';
import type { Clock } from '#lib/platform/clock.ts';
import type { GateReport } from '../report/format.ts';
import { runAttempts } from '../runner/run-attempts.ts';
import type { Attempt, AttemptRef, GatedTask } from '../types.ts';
import { buildReport } from './build-report.ts';
import { decideGate } from './decide-gate.ts';
import { examineTask } from './examine-task.ts';
import type { TaskDecision } from './types.ts';

/** Where attempts are kept, so that a gate whose process dies goes on where it was. */
export interface AttemptStore {
  load: () => Promise<Attempt[]>;
  save: (attempt: Attempt) => Promise<void>;
}

/** How far a gate is, after an attempt. */
export interface GateProgress {
  attempt: Attempt;
  /** What came of its task; null while that is open. */
  decision: TaskDecision | null;
  made: number;
  /** At least; a task that looks worse asks for more. */
  planned: number;
}

export interface GateRun extends Pick<GateReport, 'agent' | 'model' | 'head' | 'base' | 'repeat' | 'suiteChanges'> {
  /** Those of the agent. */
  tasks: readonly GatedTask[];
  /** Why new baselines are missing from the diff (sources/baseline-update.ts); null where none are. */
  missingUpdate: string | null;
  /** The command that writes new baselines. */
  blessCommand: string;
  /** Attempts in flight at once. */
  concurrency: number;
  store: AttemptStore;
  attempt: (ref: AttemptRef, signal: AbortSignal) => Promise<Attempt>;
  onProgress?: (progress: GateProgress) => void;
  now: Clock;
  /** When the gate began, where an earlier process began it. */
  startedAt?: Date;
  signal: AbortSignal;
}

/**
 * Runs a gate to its end: attempts every task as often as its outcome needs, keeps each attempt, and reports.
 * Tasks do not wait for each other, so re-checks of one fill the time while others still have their first attempts.
 *
 * @throws the signal's reason when it aborts, and what `store` or `attempt` throw
 */
export async function runGate(run: GateRun): Promise<GateReport> {
  const { tasks, repeat, base, concurrency, store, now, startedAt = now(), onProgress, signal } = run;
  const attempts = await store.load();
  const facts = { repeat, hasBase: base !== null && base.promptHash !== null };
  const limit = pLimit(concurrency);
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  let planned = attempts.length;

  async function runTask(task: GatedTask): Promise<void> {
    const own = attempts.filter(({ taskId }) => taskId === task.id);
    for (let next = examineTask(task, { attempts: own, ...facts }); next.kind === 'attempt'; ) {
      planned += next.refs.length;
      let left = next.refs.length;
      await runAttempts(next.refs, (ref, stopping) => limit(() => run.attempt(ref, stopping)), {
        concurrency: next.refs.length,
        signal: stop,
        onDone: async (attempt) => {
          await store.save(attempt);
          own.push(attempt);
          attempts.push(attempt);
          left -= 1;
          const examined = left === 0 ? examineTask(task, { attempts: own, ...facts }) : null;
          const decision = examined?.kind === 'decided' ? examined.decision : null;
          onProgress?.({ attempt, decision, made: attempts.length, planned });
        },
      });
      next = examineTask(task, { attempts: own, ...facts });
    }
  }

  const ended = await Promise.allSettled(
    tasks.map((task) =>
      runTask(task).catch((error: unknown) => {
        failed.abort(error);
        throw error;
      }),
    ),
  );
  stop.throwIfAborted();
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  const decision = decideGate({ tasks, attempts, ...facts }, run.missingUpdate);
  return buildReport({ ...run, attempts, decision, startedAt, finishedAt: now() });
}
