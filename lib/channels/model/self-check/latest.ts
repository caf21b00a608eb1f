import type { SelfCheckView } from '#lib/contract/self-check.ts';
import type { Db } from '#lib/platform/db.ts';
import { viewOf } from './view.ts';

/** The latest self-check of the baseline in force of each endpoint, by endpoint id; endpoints without a baseline are left out. */
export async function latestSelfChecks(db: Db, endpointIds: readonly number[]): Promise<Map<number, SelfCheckView>> {
  const baselines = await db.$queryRaw<{ id: number; endpointId: number; checkId: number | null }[]>`
    SELECT baseline.id, baseline.endpoint_id AS "endpointId", latest.id AS "checkId"
    FROM baseline
    LEFT JOIN LATERAL (
      SELECT self_check.id FROM self_check
      WHERE self_check.endpoint_id = baseline.endpoint_id AND self_check.baseline_id = baseline.id
      ORDER BY self_check.at DESC, self_check.id DESC LIMIT 1
    ) AS latest ON true
    WHERE baseline.state = 'ready' AND baseline.endpoint_id = ANY(${endpointIds}::int[])`;
  const ids = baselines.map(({ checkId }) => checkId).filter((id) => id !== null);
  const checks = new Map((await db.selfCheck.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]));
  return new Map(baselines.map(({ id, endpointId, checkId }) => [endpointId, viewOf(id, checks.get(checkId ?? 0))]));
}

/** That of one endpoint; null while it has no baseline in force. */
export async function latestSelfCheck(db: Db, endpointId: number): Promise<SelfCheckView | null> {
  return (await latestSelfChecks(db, [endpointId])).get(endpointId) ?? null;
}
