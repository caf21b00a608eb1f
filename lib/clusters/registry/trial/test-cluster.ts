import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import { openGitSource } from '#lib/git-sources/open.ts';
import { trySource } from '#lib/git-sources/try-source.ts';
import type { Clock } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/db.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { found } from '#lib/platform/found.ts';
import { createTrial, resultOf } from '#lib/platform/trial.ts';
import { CLUSTER_TEST_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { tryApiServer } from './try-api-server.ts';

/** What testing a cluster touches outside itself. */
export interface TestWorld {
  db: Db;
  now: Clock;
  random: () => number;
  /** Milliseconds from a clock that never goes back. */
  elapsed: () => number;
}

/**
 * Tries a stored cluster and its git sources step by step, reading only. Resolves within half a minute.
 *
 * @throws TidemarkError `not_found`.
 */
export async function testCluster(world: TestWorld, clusterId: number): Promise<ConnectionTest> {
  const include = { sources: { orderBy: { id: 'asc' }, include: { source: true } } } as const;
  const row = found(await world.db.cluster.findUnique({ where: { id: clusterId }, include }), `cluster ${clusterId}`);
  const signal = AbortSignal.timeout(CLUSTER_TEST_TIMEOUT_MS);
  const addresses = row.sources.filter(({ path }) => path === null).map(({ source }) => source.url);
  const ofServer = createTrial(world.elapsed, signal);
  const ofGit = createTrial(world.elapsed, signal);
  const sources = new Map(row.sources.map(({ source }) => [source.id, source]));
  const git = [...sources.values()].map((source) => {
    const folders = row.sources.flatMap(({ sourceId, path }) => (sourceId === source.id ? (path ?? []) : []));
    return trySource(ofGit, () => openGitSource(source, encryptionKey()), { name: source.name, folders, signal });
  });
  await Promise.all([tryApiServer(ofServer, row, { ...world, key: encryptionKey(), addresses, signal }), ...git]);
  const parts = [resultOf(ofServer), resultOf(ofGit)];
  return { ok: parts.every(({ ok }) => ok), steps: parts.flatMap(({ steps }) => steps) };
}
