import type { Db } from '#lib/platform/db.ts';
import { POLICY_GROUPS } from '#lib/policy/drift-rules.ts';
import { METRICS_MAX_OBJECTS } from '#lib/policy/thresholds.ts';

/** How often objects of clusters drifted, and which policies are not as git says. Sums over all clusters. */
export interface DriftFacts {
  /** Of the objects that drifted first; they keep their place, so that no count ever falls. */
  objects: readonly { resource: string; namespace: string; count: number }[];
  /** Drifts of all further objects together; 0 where there are none. */
  others: number;
  policies: readonly { policy: string; isMismatch: boolean }[];
}

/** Reads all facts; a fixed number of queries, and a bounded number of rows. */
export async function readDriftFacts(db: Db, maxObjects: number = METRICS_MAX_OBJECTS): Promise<DriftFacts> {
  const [objects, total, policies] = await Promise.all([
    db.$queryRaw<DriftFacts['objects']>`
      SELECT object.kind || '/' || object.name AS resource, object.namespace, count(*)::int AS count
      FROM drift_occurrence AS occurrence JOIN drift_object AS object ON object.id = occurrence.object_id
      WHERE object.cluster_id IS NOT NULL
      GROUP BY object.kind, object.name, object.namespace
      ORDER BY min(occurrence.id) LIMIT ${maxObjects}::int`,
    db.driftOccurrence.count({ where: { object: { clusterId: { not: null } } } }),
    db.$queryRaw<DriftFacts['policies']>`
      SELECT CASE namespace WHEN '' THEN name ELSE namespace || '/' || name END AS policy,
        bool_or(state = 'drifted') AS "isMismatch"
      FROM drift_object
      WHERE cluster_id IS NOT NULL AND api_group = ANY(${POLICY_GROUPS}::text[])
      GROUP BY namespace, name ORDER BY min(id) LIMIT ${maxObjects}::int`,
  ]);
  const shown = objects.reduce((sum, { count }) => sum + count, 0);
  return { objects, others: objects.length < maxObjects ? 0 : Math.max(0, total - shown), policies };
}
