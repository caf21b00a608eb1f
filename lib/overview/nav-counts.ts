import type { NavCounts } from '#lib/contract/overview.ts';
import { UNRESOLVED } from '#lib/incidents/queries/list.ts';
import type { Db } from '#lib/platform/db.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';

/** What the navigation counts. */
export async function getNavCounts(db: Db): Promise<NavCounts> {
  const [activeIncidents, activeRuns, pendingCandidates, driftingCode, driftingConfig, demoEndpoints, demoClusters] =
    await Promise.all([
      db.incident.count({ where: UNRESOLVED }),
      db.run.count({ where: { status: { in: [...ACTIVE_RUN_STATUSES] } } }),
      db.candidate.count({ where: { state: 'pending' } }),
      db.driftObject.count({ where: { state: 'drifted', channel: 'code' } }),
      db.driftObject.count({ where: { state: 'drifted', channel: 'config' } }),
      db.endpoint.count({ where: { gateway: { isDemo: true } } }),
      db.cluster.count({ where: { isDemo: true, enabled: true } }),
    ]);
  return { activeIncidents, activeRuns, pendingCandidates, driftingCode, driftingConfig, demoEndpoints, demoClusters };
}
