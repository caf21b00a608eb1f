import type { Cluster } from '#generated/prisma/client.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';
import { CLUSTER_FULL_STALE_MS, CLUSTER_STALE_LOOKS, CLUSTER_STALE_MIN_MS } from '#lib/policy/thresholds.ts';

/** What is known of when a cluster was looked at. */
export type LookFacts = Pick<Cluster, 'enabled' | 'intervalSeconds' | 'comparedAt' | 'checkedAt' | 'createdAt'>;

/**
 * Why what is known of a cluster says nothing of now; null while it does. A look that found nothing changed counts, and so
 * does one that watches spared.
 */
export function staleReason(
  { enabled, intervalSeconds, comparedAt, checkedAt, createdAt }: LookFacts,
  now: Date,
): string | null {
  const looks = [comparedAt, checkedAt].flatMap((at) => at?.getTime() ?? []);
  const ageOf = (at: number) => now.getTime() - at;
  if (!enabled) {
    const seen =
      looks.length === 0 ? 'It was never compared.' : `It was last looked at ${ago(ageOf(Math.max(...looks)))}.`;
    return `Comparison is switched off. ${seen}`;
  }
  const patienceMs = Math.max(CLUSTER_STALE_LOOKS * intervalSeconds * 1000, CLUSTER_STALE_MIN_MS);
  if (comparedAt === null) {
    const isLate = ageOf(createdAt.getTime()) > patienceMs;
    return isLate ? `It was never compared since it was added or changed. ${LOOK_THERE}` : null;
  }
  const age = ageOf(Math.max(...looks));
  if (age > patienceMs) {
    return `It was last looked at ${ago(age)}, and should be every ${formatDurationMs(intervalSeconds * 1000)}. ${LOOK_THERE}`;
  }
  const fullAge = ageOf(comparedAt.getTime());
  if (fullAge <= CLUSTER_FULL_STALE_MS) return null;
  return `All of it was last compared ${ago(fullAge)}, and should be every day. ${LOOK_THERE}`;
}

const LOOK_THERE = 'See whether the worker runs, and test the connection in Settings, Clusters.';

function ago(ms: number): string {
  return `${formatDurationMs(ms)} ago`;
}
