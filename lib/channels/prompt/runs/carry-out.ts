import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '#generated/prisma/client.ts';
import type { GatewayClient } from '#lib/gateway/client.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import { invariant } from '#lib/platform/errors.ts';
import { GATE_REPEAT } from '#lib/policy/thresholds.ts';
import type { SamplingDeps } from '#lib/runs/take-sample.ts';
import { type GateRun, runGate } from '../gate/run-gate.ts';
import type { GateReport } from '../report/format.ts';
import { attemptTask } from '../runner/attempt-task.ts';
import { createTraffic } from '../runner/traffic.ts';
import type { RunnerDeps } from '../runner/types.ts';
import { missingBaselineUpdate } from '../sources/baseline-update.ts';
import { suiteChanges } from '../sources/suite-changes.ts';
import { gatedTask } from '../task/hash.ts';
import type { AttemptRef, GatedTask } from '../types.ts';
import { attemptStore } from './attempt-store.ts';
import { failGoldenRun } from './fail.ts';
import { failure } from './failure.ts';
import { finishGoldenRun } from './finish.ts';
import { plannedWriter } from './planned.ts';
import { readPrices } from './prices.ts';
import { type RunSource, readSource } from './source.ts';
import { type TakenRun, takeRun } from './take.ts';

/** What carrying out golden runs touches outside itself. */
export interface GoldenDeps extends Pick<SamplingDeps, 'ask' | 'random' | 'cancellation'> {
  db: PrismaClient;
  now: Clock;
  /** Attempts of one run in flight at once. */
  concurrency: number;
}

/**
 * Carries a golden run out, or on from where a killed worker left it: makes the attempts that are missing and ends it.
 * Each attempt is stored as it comes, so that only those in flight are made again. A run that has ended is left alone.
 *
 * @param shutdown aborts when the process must stop; attempts that this cuts off go back to the queue.
 * @throws what may pass: the job is then tried again.
 */
export async function carryOutGoldenRun(deps: GoldenDeps, runId: number, shutdown: AbortSignal): Promise<void> {
  const { db, now } = deps;
  // Before the run is read: a cancellation that comes in between must not be missed.
  const cancellation = deps.cancellation(runId);
  const run = await despiteOutage(() => takeRun(db, runId, now()));
  if (run === null) return;
  try {
    const report = await reportOf(deps, run, AbortSignal.any([cancellation, shutdown]));
    await despiteOutage(() => finishGoldenRun(db, runId, report, now()));
  } catch (error) {
    if (cancellation.aborted) return;
    if (shutdown.aborted) {
      await despiteOutage(() => enqueue(db, 'golden.run', { runId }, { key: jobKeys.goldenRun(runId) }));
      return;
    }
    const decision = failure(error, { createdAt: run.createdAt, now: now() });
    if (decision.again) throw error;
    await despiteOutage(() => failGoldenRun(db, runId, decision.reason, now()));
  }
}

async function reportOf(deps: GoldenDeps, run: TakenRun, signal: AbortSignal): Promise<GateReport> {
  const { db, now, concurrency } = deps;
  const source = await readSource(deps, run, signal);
  const tasks = source.tasks.map((task) => gatedTask(task, run.agent, run.model));
  const runner = await runnerOf(deps, run);
  const planned = plannedWriter(db, run.id);
  const report = await runGate({
    tasks,
    agent: run.agent,
    model: run.model,
    head: {
      commit: source.commit,
      branch: run.branch,
      promptHash: source.prompt.promptHash,
      promptPath: source.prompt.path,
    },
    base: source.base && {
      ref: source.base.ref,
      commit: source.base.commit,
      promptHash: source.base.prompt.promptHash,
    },
    repeat: run.repeat ?? GATE_REPEAT,
    ...diffOf(source, tasks, run),
    blessCommand: `tidemark golden bless --agent ${run.agent} --model ${run.model}`,
    concurrency,
    store: attemptStore(db, run.id),
    attempt: (ref, stopping) => attemptTask(runner, orderOf(ref, source, run.model), stopping),
    onProgress: (progress) => planned.note(progress.planned),
    now,
    startedAt: run.startedAt,
    signal,
  });
  await planned.written();
  return report;
}

/** What changed besides the prompt, where the base is one that somebody asked for. */
function diffOf(
  { prompt, suite, base }: RunSource,
  tasks: readonly GatedTask[],
  { agent, model }: TakenRun,
): Pick<GateRun, 'suiteChanges' | 'missingUpdate'> {
  if (base === null || base.suite === null) return { suiteChanges: [], missingUpdate: null };
  const missingUpdate = missingBaselineUpdate(tasks, {
    agent,
    model,
    head: prompt,
    base: { ...base, suite: base.suite },
  });
  return { suiteChanges: suiteChanges(base.suite, suite), missingUpdate };
}

/** The gateway of the repository, with the budget that is left of the run. */
async function runnerOf({ db, ask, random }: GoldenDeps, { id, repository, budgetUsd }: TakenRun): Promise<RunnerDeps> {
  const { gateway } = repository;
  const client: GatewayClient = { ask: (request, options) => ask(gateway, request, options) };
  const spent = await db.goldenAttempt.aggregate({ where: { runId: id }, _sum: { costUsd: true } });
  const traffic = createTraffic({
    budgetUsd,
    spentUsd: spent._sum.costUsd ?? 0,
    prices: await readPrices(db, gateway.id),
    random,
    now: () => performance.now(),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  return { agent: client, judge: client, traffic, random };
}

function orderOf({ taskId, side, number }: AttemptRef, { agent, prompt, tasks, base }: RunSource, model: string) {
  const task = tasks.find(({ id }) => id === taskId);
  invariant(task, 'the gate attempts tasks of the suite');
  const asked = side === 'head' ? prompt : base?.prompt;
  invariant(asked, 'the gate attempts the base side only where there is one');
  const { temperature, maxOutputTokens, judge = null } = agent;
  return { task, agent: { prompt: asked.text, model, temperature, maxOutputTokens }, judge, side, number };
}
