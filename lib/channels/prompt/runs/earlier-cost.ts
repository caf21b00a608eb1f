import type { Db } from '#lib/platform/db.ts';

interface Of {
  repositoryId: number;
  agent: string;
  model: string;
}

/** What a run is expected to cost by what an earlier one did. */
interface EarlierCost {
  runId: number;
  costUsd: number;
}

/**
 * What `attempts` attempts would cost at the price of an attempt in the latest run that could measure and knows its cost;
 * null where there is none. For models whose prices are unknown.
 */
export async function costByEarlierRun(db: Db, of: Of, attempts: number): Promise<EarlierCost | null> {
  const run = await db.goldenRun.findFirst({
    where: {
      ...of,
      status: 'finished',
      verdict: { not: 'unmeasured' },
      costUsd: { not: null },
      attempts: { some: {} },
    },
    orderBy: { id: 'desc' },
    select: { id: true, costUsd: true, _count: { select: { attempts: true } } },
  });
  if (run === null || run.costUsd === null) return null;
  return { runId: run.id, costUsd: (run.costUsd / run._count.attempts) * attempts };
}
