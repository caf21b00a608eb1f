import type { Db } from '../platform/db.ts';
import {
  makeCluster,
  makeDriftObject,
  makeFlagSource,
  makeGitSource,
  makeIgnoreRule,
  makeOccurrence,
} from './drift-factories.ts';
import { makeIncident, makeUser, TEST_NOW } from './factories.ts';

/** One valid row in every table of clusters, flags and their drift that has checks. */
export async function makeDriftRows(db: Db): Promise<void> {
  const git = await makeGitSource(db);
  const cluster = await makeCluster(db);
  await db.clusterSource.create({ data: { clusterId: cluster.id, sourceId: git.id, path: 'apps' } });
  await db.clusterScan.create({ data: { clusterId: cluster.id, trigger: 'manual', cause: 'asked' } });
  await db.clusterScan.create({
    data: {
      clusterId: cluster.id,
      trigger: 'schedule',
      cause: 'daily',
      status: 'finished',
      verdict: 'stable',
      finishedAt: TEST_NOW,
    },
  });
  const flags = await makeFlagSource(db, { sourceId: git.id });
  const object = await makeDriftObject(db, { clusterId: cluster.id });
  const flag = await makeDriftObject(db, { flagSourceId: flags.id, channel: 'config', group: 'flagd', kind: 'Flag' });
  const incident = await makeIncident(db, { channel: 'code', clusterId: cluster.id });
  await makeOccurrence(db, object.id, { severity: 'P1', incidentId: incident.id });
  await makeOccurrence(db, flag.id, { correctedAt: TEST_NOW });
  const user = await makeUser(db);
  await makeIgnoreRule(db, { ownerId: user.id });
  await db.driftCounter.create({ data: { clusterId: cluster.id, series: 'web', value: 1, seenAt: TEST_NOW } });
  const decision = { objectId: flag.id, reason: 'As agreed', decidedBy: user.id, decidedAt: TEST_NOW };
  await db.flagDecision.create({ data: { ...decision, kind: 'reject' } });
  await db.flagDecision.create({
    data: { ...decision, kind: 'sync', state: 'pending', branch: 'b', baseCommit: 'c', path: 'flags.yaml' },
  });
}

/** Constraint or index → statements it must refuse, on the rows of {@link makeDriftRows}. */
export const REFUSED_OF_DRIFT: Record<string, string[]> = {
  incident_cleared: ['UPDATE incident SET cleared_at = now() WHERE cluster_id IS NULL AND flag_source_id IS NULL'],
  git_source_secret: [`UPDATE git_source SET access = 'token'`, `UPDATE git_source SET encrypted_secret = 'x'`],
  git_source_forge: [`UPDATE git_source SET forge = 'github'`],
  cluster_connection: [
    `UPDATE cluster SET access = 'token'`,
    `UPDATE cluster SET access = 'token', encrypted_connection = 'x'`,
    `UPDATE cluster SET server = 'https://10.0.0.1'`,
  ],
  cluster_interval: ['UPDATE cluster SET interval_seconds = 9', 'UPDATE cluster SET interval_seconds = 86401'],
  cluster_source_manager: [`UPDATE cluster_source SET manager = 'flux', path = NULL`],
  cluster_scan_verdict: [
    `UPDATE cluster_scan SET verdict = NULL WHERE status = 'finished'`,
    `UPDATE cluster_scan SET verdict = 'stable' WHERE status = 'queued'`,
  ],
  cluster_scan_end: [
    `UPDATE cluster_scan SET finished_at = NULL WHERE status = 'finished'`,
    `UPDATE cluster_scan SET finished_at = now() WHERE status = 'queued'`,
  ],
  cluster_scan_objects: ['UPDATE cluster_scan SET objects = -1'],
  cluster_scan_one_active: [
    `INSERT INTO cluster_scan (cluster_id, trigger, cause) SELECT cluster_id, trigger, cause FROM cluster_scan`,
  ],
  flag_source_interval: ['UPDATE flag_source SET interval_seconds = 9'],
  flag_source_flags: ['UPDATE flag_source SET flags = -1'],
  drift_object_one_owner: [
    'UPDATE drift_object SET cluster_id = NULL',
    'UPDATE drift_object SET flag_source_id = (SELECT id FROM flag_source) WHERE cluster_id IS NOT NULL',
  ],
  drift_object_channel: [`UPDATE drift_object SET channel = 'model'`],
  drift_object_seen: [`UPDATE drift_object SET last_seen_at = first_seen_at - interval '1 second'`],
  drift_occurrence_seen: [
    `UPDATE drift_occurrence SET last_seen_at = first_seen_at - interval '1 second'`,
    `UPDATE drift_occurrence SET corrected_at = first_seen_at - interval '1 second'`,
  ],
  drift_occurrence_incident: [
    'UPDATE drift_occurrence SET incident_id = NULL WHERE severity IS NOT NULL',
    `UPDATE drift_occurrence SET severity = 'P3' WHERE incident_id IS NULL`,
  ],
  drift_occurrence_one_open: [
    `INSERT INTO drift_occurrence (object_id, origin, first_seen_at, last_seen_at, rule)
     SELECT object_id, origin, first_seen_at, last_seen_at, rule FROM drift_occurrence WHERE corrected_at IS NULL`,
  ],
  ignore_rule_not_all: ['UPDATE ignore_rule SET field_path = NULL'],
  ignore_rule_reason: [`UPDATE ignore_rule SET reason = ''`],
  ignore_rule_expiry: ['UPDATE ignore_rule SET expires_at = created_at'],
  tier_number: ['UPDATE tier SET tier = 0', 'UPDATE tier SET tier = 4'],
  drift_counter_value: ['UPDATE drift_counter SET value = -1'],
  flag_decision_sync: [
    `UPDATE flag_decision SET state = NULL WHERE kind = 'sync'`,
    `UPDATE flag_decision SET state = 'pending' WHERE kind = 'reject'`,
    `UPDATE flag_decision SET branch = NULL WHERE kind = 'sync'`,
  ],
  flag_decision_pull_request: ['UPDATE flag_decision SET pull_request_number = 1'],
  flag_decision_reason: [`UPDATE flag_decision SET reason = ''`],
};
