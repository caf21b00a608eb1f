import type { SelfCheckView } from '#lib/contract/self-check.ts';
import type { Db } from '#lib/platform/db.ts';
import { viewOf } from './view.ts';

/** The latest self-check of the baseline in force of each endpoint, by endpoint id; endpoints without a baseline are left out. */
export async function latestSelfChecks(db: Db, endpointIds: readonly number[]): Promise<Map<number, SelfCheckView>> {
  const baselines = await db.baseline.findMany({
    where: { endpointId: { in: [...endpointIds] }, state: 'ready' },
    select: { id: true, endpointId: true, selfChecks: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1 } },
  });
  return new Map(baselines.map(({ id, endpointId, selfChecks }) => [endpointId, viewOf(id, selfChecks[0])]));
}

/** That of one endpoint; null while it has no baseline in force. */
export async function latestSelfCheck(db: Db, endpointId: number): Promise<SelfCheckView | null> {
  return (await latestSelfChecks(db, [endpointId])).get(endpointId) ?? null;
}
