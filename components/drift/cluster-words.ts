import type { ClusterScanView, ClusterView } from '#lib/contract/drift/clusters.ts';
import type { DriftByDay } from '#lib/contract/drift/objects.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { SEVERITIES } from '#lib/policy/severity.ts';

const and = new Intl.ListFormat('en-GB');

/** Names in a sentence; the rest is counted. */
const NAMED = 3;

type Known = Pick<ClusterView, 'name' | 'enabled' | 'verdict' | 'reason' | 'comparedAt' | 'staleReason'> & {
  lastScan: Pick<NonNullable<ClusterView['lastScan']>, 'notCompared'> | null;
};

/** What runs that git does not say, in a sentence or three; never fine where something is unknown. */
export function codeAnswer(clusters: readonly Known[], namespaces: DriftByDay['namespaces']): string {
  const watched = clusters.filter(({ enabled }) => enabled);
  if (watched.length === 0) {
    return clusters.length === 0
      ? 'No cluster is connected, so nothing is known of what runs.'
      : 'Every cluster is switched off, so nothing is known of what runs now.';
  }
  const unknown = watched.flatMap((cluster) => {
    const why = whyUnknown(cluster);
    return why === null ? [] : [`${cluster.name} ${why}`];
  });
  const drifting = byUrgency(namespaces).filter(({ drifted }) => drifted > 0);
  const head =
    drifting.length > 0
      ? driftWords(drifting)
      : unknown.length > 0
        ? 'No drift is known, but not all is known.'
        : CLEAN;
  return [head, ...(unknown.length === 0 ? [] : [`Unknown: ${enumerate(unknown)}.`])].join(' ');
}

const CLEAN = 'Everything that git has was compared, and runs as git says.';

/** Why nothing, or not everything, is known of a cluster; null where all was compared lately. */
export function whyUnknown(cluster: Omit<Known, 'name' | 'enabled'>): string | null {
  const { verdict, comparedAt, staleReason, lastScan } = cluster;
  if (comparedAt === null || verdict === null) return 'was never compared';
  if (staleReason !== null) return 'is stale';
  const left = lastScan?.notCompared.length ?? 0;
  if (left > 0) return `has ${formatCount(left, 'part')} that could not be compared`;
  return verdict === 'unmeasured' || verdict === 'calibrating' ? 'could not be compared' : null;
}

function driftWords(drifting: DriftByDay['namespaces']): string {
  const objects = drifting.reduce((sum, { drifted }) => sum + drifted, 0);
  const worst = SEVERITIES.find((severity) => drifting.some((each) => each.severity === severity));
  const where = enumerate(drifting.map(({ namespace }) => namespaceName(namespace)));
  const count = `${formatCount(objects, 'object')} ${objects === 1 ? 'is' : 'are'} not as git says, in ${where}.`;
  return `${count} ${worst === undefined ? 'None of it alerts.' : `The most severe is ${worst}.`}`;
}

/** Namespaces with the most severe drift first, then those with most of it now. */
export function byUrgency(namespaces: DriftByDay['namespaces']): DriftByDay['namespaces'] {
  const rank = (severity: (typeof SEVERITIES)[number] | null) =>
    severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity);
  return namespaces.toSorted((one, other) => rank(one.severity) - rank(other.severity) || other.drifted - one.drifted);
}

/** Clusters with drift first, then those of which something is unknown, then the others; each by name. */
export function needingFirst<Cluster extends Known & Pick<ClusterView, 'drifted'>>(
  clusters: readonly Cluster[],
): Cluster[] {
  const rank = (cluster: Cluster) => {
    if (!cluster.enabled) return 3;
    if (cluster.drifted > 0) return 0;
    return whyUnknown(cluster) === null ? 2 : 1;
  };
  return clusters.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

/** A namespace in a sentence or a cell; '' is that of objects that belong to none. */
export function namespaceName(namespace: string): string {
  return namespace === '' ? 'cluster-wide' : namespace;
}

function enumerate(names: readonly string[]): string {
  const named = names.slice(0, NAMED);
  const more = names.length - named.length;
  return and.format([...named, ...(more > 0 ? [`${more} more`] : [])]);
}

type Progress = Pick<ClusterScanView, 'status' | 'progress'>;

/** Whether a comparison has not ended. */
export function isScanning({ status }: Pick<ClusterScanView, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** How far a comparison is, 0 to 100. */
export function scanPercent({ status, progress }: Progress): number {
  if (status === 'finished') return 100;
  return progress === null || progress.ofKinds === 0 ? 0 : Math.round((100 * progress.kinds) / progress.ofKinds);
}

/** How far a comparison is, in a sentence. */
export function scanSentence({ status, progress }: Progress): string {
  if (status === 'queued') return 'Waits for the worker.';
  if (progress === null) return 'Reads git.';
  const kinds = `${formatCount(progress.kinds)} of ${formatCount(progress.ofKinds, 'kind')} read`;
  return `${kinds}, ${formatCount(progress.objects, 'object')} compared.`;
}
