import { setTimeout as sleep } from 'node:timers/promises';
import { compareSource } from '#lib/channels/config/comparison/compare-source.ts';
import { startDueScan } from '#lib/clusters/scans/start.ts';
import type { Context } from '#lib/platform/context.ts';

const POLL_MS = 200;

/** What of the demo was never compared. */
const NEVER_COMPARED = { isDemo: true, enabled: true, verdict: null };

interface FirstComparisonOptions {
  signal: AbortSignal;
  /** Told what is waited for. */
  say: (line: string) => void;
}

/**
 * Has the demo's cluster and flags compared with git unless they were before: the cluster by the worker, which looks
 * after it from then on.
 *
 * @throws the signal's reason when it aborts; the worker goes on without the wait.
 */
export async function compareDemo(ctx: Context, { signal, say }: FirstComparisonOptions): Promise<void> {
  const query = { where: NEVER_COMPARED };
  const clusters = await ctx.db.cluster.findMany(query);
  const flags = await ctx.db.flagSource.findMany(query);
  if (clusters.length + flags.length > 0) say('comparing the cluster and the flags with git');
  for (const { id } of clusters) await startDueScan(ctx, id, 'started');
  for (const { id } of flags) await compareSource({ ctx }, id, signal);
  while ((await ctx.db.cluster.count(query)) > 0) await sleep(POLL_MS, undefined, { signal });
}
