import type { ClusterComparison } from '../types.ts';
import type { ClusterReport, ReportedFinding } from './format.ts';

/** A comparison in the form that is written out: findings instead of objects. */
export function toReport(comparison: ClusterComparison, address: string): ClusterReport {
  const { comparisons, objects, findings, hashes, namespaces, comparedAt, serverVersion, ...rest } = comparison;
  return {
    format: 1,
    verdict: rest.verdict,
    reason: rest.reason,
    comparedAt: comparedAt.toISOString(),
    server: { address, version: serverVersion },
    sources: rest.sources,
    findings: comparisons.flatMap(findingsOf),
    counts: { objects, drifted: comparisons.filter((each) => each.findings.length > 0).length, findings },
    hashes: { git: hashes.expected, live: hashes.live },
    namespaces: namespaces.map(({ expectedHash, liveHash, ...each }) => ({
      ...each,
      git: expectedHash,
      live: liveHash,
    })),
    notCompared: rest.notCompared,
    optedOut: rest.optedOut,
  };
}

function findingsOf({
  ref,
  findings,
  source,
  file,
  commit,
}: ClusterComparison['comparisons'][number]): ReportedFinding[] {
  return findings.map(({ kind, path, expected, live, writer, isOfDryRun }) => ({
    kind,
    object: ref,
    path,
    ...(expected !== undefined && { git: expected }),
    ...(live !== undefined && { live }),
    ...(isOfDryRun && { dryRun: isOfDryRun }),
    manager: writer?.manager ?? null,
    operation: writer?.operation ?? null,
    subresource: writer?.subresource ?? null,
    time: writer?.time ?? null,
    source,
    file,
    commit,
  }));
}
