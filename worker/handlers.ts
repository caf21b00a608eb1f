import type { JobHelpers, Task } from 'graphile-worker';
import type { EvaluationDeps } from '#lib/channels/model/evaluate.ts';
import type { ScanDeps } from '#lib/channels/prompt/candidates/scan/run-scan.ts';
import type { GoldenDeps } from '#lib/channels/prompt/runs/carry-out.ts';
import type { SignalJobDeps } from '#lib/clusters/flux-signals/judge-notification.ts';
import type { ScanJobDeps } from '#lib/clusters/scans/run-scan.ts';
import { JOBS, type JobName, type JobPayload } from '#lib/jobs/catalog.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/log.ts';
import type { SamplingDeps } from '#lib/runs/take-sample.ts';

/** What a handler may use besides its payload. */
export interface WorkerDeps {
  ctx: Context;
  sampling: SamplingDeps;
  evaluation: EvaluationDeps;
  golden: GoldenDeps;
  scanning: ScanDeps;
  clusters: ScanJobDeps;
  signals: SignalJobDeps;
  log: Logger;
}

/** Carries out one job. `shutdown` aborts when the process must stop. */
export type Handler<Name extends JobName> = (
  payload: JobPayload<Name>,
  deps: WorkerDeps,
  shutdown: AbortSignal,
) => Promise<void>;

/** A job for every name in the catalogue: a missing one does not compile. */
export type Handlers = { [Name in JobName]: Handler<Name> };

/** Turns handlers into graphile-worker tasks: parses the payload, logs a failure with its job. */
export function taskList(handlers: Handlers, deps: WorkerDeps): Record<string, Task> {
  const task =
    <Name extends JobName>(name: Name): Task =>
    async (payload: unknown, helpers: JobHelpers) => {
      const shutdown = helpers.abortSignal ?? new AbortController().signal;
      try {
        await handlers[name](parsePayload(name, payload), deps, shutdown);
      } catch (error) {
        if (shutdown.aborted) deps.log.info({ job: name, payload }, 'job given back: the worker is stopping');
        else deps.log.error({ err: error, job: name, payload, attempt: helpers.job.attempts }, 'job failed');
        throw error;
      }
    };
  const names = Object.keys(handlers) as JobName[];
  return Object.fromEntries(names.map((name) => [name, task(name)]));
}

function parsePayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  const parsed = JOBS[name].payload.safeParse(payload);
  if (!parsed.success) {
    throw new TidemarkError('internal', `Job ${name} has a payload that does not fit: ${parsed.error.message}`);
  }
  // TypeScript does not see that the schema was looked up by this very name.
  return parsed.data as JobPayload<Name>;
}
