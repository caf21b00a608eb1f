import type { Registry } from 'prom-client';
import { verdict } from '#lib/contract/common.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { makers } from './makers.ts';

/** Adds where clusters stand. */
export function addClusters(registry: Registry, clusters: readonly ClusterFacts[]): void {
  const { counter, gauge } = makers(registry);
  const state = gauge(
    'cluster_verdict',
    '1 for what is known of the cluster beside git, 0 for the others.',
    'cluster',
    'verdict',
  );
  const checked = gauge(
    'cluster_checked_age_seconds',
    'Seconds since it was last looked at what changed in the cluster; since it was added where it never was.',
    'cluster',
  );
  const compared = gauge(
    'cluster_compared_age_seconds',
    'Seconds since all of the cluster was last compared with git; since it was added where it never was.',
    'cluster',
  );
  const total = counter(
    'cluster_comparisons_total',
    'Ended comparisons of the whole cluster by verdict; cancelled and failed ones have none.',
    'cluster',
    'verdict',
  );
  const findings = gauge('cluster_findings', 'Differences from git that count now, by kind.', 'cluster', 'kind');
  const objects = gauge(
    'cluster_drifted_objects',
    'Objects that differ from git now: drifted, or only in what is ignored.',
    'cluster',
    'state',
  );
  for (const { cluster, ...facts } of clusters) {
    if (facts.verdict !== null) {
      for (const each of verdict.options) state.set({ cluster, verdict: each }, each === facts.verdict ? 1 : 0);
    }
    checked.set({ cluster }, facts.checkedAgeSeconds);
    compared.set({ cluster }, facts.comparedAgeSeconds);
    for (const [name, count] of Object.entries(facts.comparisons)) total.inc({ cluster, verdict: name }, count);
    for (const [kind, count] of Object.entries(facts.findings)) findings.set({ cluster, kind }, count);
    for (const [name, count] of Object.entries(facts.objects)) objects.set({ cluster, state: name }, count);
  }
  addLastScans(registry, clusters);
}

function addLastScans(registry: Registry, clusters: readonly ClusterFacts[]): void {
  const { gauge } = makers(registry);
  const objects = gauge(
    'cluster_objects_compared',
    'Objects of git that the last finished comparison of the whole cluster compared.',
    'cluster',
  );
  const notCompared = gauge(
    'cluster_not_compared',
    'What the last finished comparison could not compare: kinds, sources and objects. Never the same as clean.',
    'cluster',
  );
  const duration = gauge(
    'cluster_comparison_duration_seconds',
    'How long the last finished comparison of the whole cluster took.',
    'cluster',
  );
  for (const { cluster, lastScan } of clusters) {
    if (lastScan === null) continue;
    objects.set({ cluster }, lastScan.objects);
    notCompared.set({ cluster }, lastScan.notCompared);
    duration.set({ cluster }, lastScan.durationSeconds);
  }
}
