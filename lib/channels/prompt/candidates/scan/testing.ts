import { afterEach } from 'vitest';
import { makeProject } from '#demo/langfuse/project.ts';
import { type DemoLangfuse, type DemoLangfuseOptions, startDemoLangfuse } from '#demo/langfuse/server.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { connectionTo, quickWorld, WEEK_END } from '#lib/langfuse/testing/world.ts';
import type { LangfuseConnection } from '#lib/langfuse/types.ts';
import { SCAN_LAG_MS } from '#lib/policy/thresholds.ts';
import type { TestDatabase } from '#lib/testing/database.ts';
import { testContext } from '#lib/testing/factories.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import { createSource } from '../sources/create.ts';
import { runScan } from './run-scan.ts';
import { startScan } from './start.ts';

let made = 0;

/** A stand-in for Langfuse and a source that searches it, for tests of scans; `TIDEMARK_ENCRYPTION_KEY` must be set. */
export function scansOn(database: TestDatabase) {
  const open: DemoLangfuse[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });
  const ctx = () => testContext(database.db, SYSTEM_ACTOR, new Date(WEEK_END.getTime() + SCAN_LAG_MS));

  /** A stand-in whose traces nobody else has. */
  async function langfuse(traces: number, options: Partial<DemoLangfuseOptions> = {}): Promise<DemoLangfuse> {
    made += 1;
    const project = makeProject({ traces, now: WEEK_END, seed: `project ${made}` });
    const started = await startDemoLangfuse({ project, ...options });
    open.push(started);
    return started;
  }

  async function source(server: DemoLangfuse, over: Partial<LangfuseConnection> = {}) {
    made += 1;
    const repository = await makeRepository(database.db);
    const connection = { ...connectionTo(server), ...over };
    const rest = { evaluator: 'Review-E', scoreAtMost: 0.6, agent: 'support', enabled: true };
    return createSource(ctx(), { name: `source ${made}`, ...connection, ...rest, repositoryId: repository.id });
  }

  /** A scan of the last week that nobody has carried out yet. */
  const start = (sourceId: number) => startScan(ctx(), { sourceId, days: 7 });

  /** Carries a scan out as the worker does, at attempt `attempt`. */
  const run = (scanId: number, { attempt = 1, signal = new AbortController().signal, fetch = globalThis.fetch } = {}) =>
    runScan({ db: database.db, ...quickWorld(), fetch }, { scanId, attempt }, signal);

  const row = (id: number) => database.db.candidateScan.findUniqueOrThrow({ where: { id } });
  const candidates = (sourceId: number) =>
    database.db.candidate.findMany({ where: { sourceId }, orderBy: { id: 'asc' } });
  /** Payloads and waits of the jobs of a scan. */
  const jobs = (scanId: number) =>
    database.db.$queryRaw<{ payload: unknown; waitMs: number }[]>`
      SELECT payload, (extract(epoch FROM run_at - now()) * 1000)::float8 AS "waitMs"
      FROM graphile_worker._private_jobs WHERE key = ${`scan:${scanId}`}`;

  return { ctx, langfuse, source, start, run, row, candidates, jobs };
}
