import { formatCount } from '#lib/format/numbers.ts';
import { aggregateHashes } from '#lib/kubernetes/compare/hashes.ts';
import { FINDING_KINDS, type Finding, type FindingKind } from '#lib/kubernetes/compare/types.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { ClusterComparison, ClusterVerdict, ComparedObject, NamespaceSummary } from './types.ts';

/** What a scan found out, before it is put together. */
interface ScanFacts {
  compared: readonly ComparedObject[];
  notCompared: readonly NotCompared[];
  optedOut: readonly NotCompared[];
}

type Summary = Pick<
  ClusterComparison,
  'verdict' | 'reason' | 'comparisons' | 'objects' | 'findings' | 'namespaces' | 'hashes' | 'notCompared' | 'optedOut'
>;

/** Puts a comparison together: in order, counted, hashed and judged. */
export function summarise({ compared, notCompared, optedOut }: ScanFacts): Summary {
  const comparisons = compared
    .filter((each) => each.notCompared === null)
    .map((each) => ({ ...each, findings: each.findings.toSorted(byKindAndPath) }))
    .toSorted(byPlace);
  const findings = countFindings(comparisons);
  const objects = comparisons.filter(({ source }) => source !== null).length;
  const drifted = comparisons.filter((each) => each.findings.length > 0).length;
  const namespaces = summariseNamespaces(comparisons);
  return {
    ...judgeCounts({ objects, drifted, findings: sum(findings), notCompared: notCompared.length }),
    comparisons,
    objects,
    findings,
    namespaces,
    hashes: { expected: hashOf(namespaces, 'expectedHash'), live: hashOf(namespaces, 'liveHash') },
    notCompared: notCompared.toSorted(bySubject),
    optedOut: [...optedOut, ...compared.flatMap(optOutOf)].toSorted(bySubject),
  };
}

/** What is not compared for another reason is told beside the plan that it was read by. */
function optOutOf({ notCompared }: ComparedObject): NotCompared[] {
  return notCompared?.reason === 'opted_out' ? [notCompared] : [];
}

interface Counts {
  objects: number;
  drifted: number;
  findings: number;
  notCompared: number;
}

const NOTHING_ASKED = 'Nothing was compared: git has no object there. Check the folder, the branch and the namespaces.';

/** What the counts come to: drift is certain whatever else is missing, its absence only where all was compared. */
export function judgeCounts({ objects, drifted, findings, notCompared }: Counts): {
  verdict: ClusterVerdict;
  reason: string;
} {
  const left = notCompared === 0 ? '' : ` ${formatCount(notCompared, 'part')} could not be compared.`;
  if (findings > 0) {
    const found = `${formatCount(findings, 'finding')} on ${formatCount(drifted, 'object')}.`;
    return { verdict: 'drifted', reason: `${found}${left}` };
  }
  if (objects === 0) {
    return { verdict: 'unmeasured', reason: left === '' ? NOTHING_ASKED : `Nothing was compared.${left}` };
  }
  const clean = `${formatCount(objects, 'object')} compared, none differs from git.`;
  return { verdict: notCompared === 0 ? 'stable' : 'unmeasured', reason: `${clean}${left}` };
}

function countFindings(comparisons: readonly ComparedObject[]): Record<FindingKind, number> {
  const counts = { missing: 0, modified: 0, foreign: 0, stale: 0, extra: 0, 'ownership-lost': 0 };
  for (const { kind } of comparisons.flatMap(({ findings }) => findings)) counts[kind] += 1;
  return counts;
}

function sum(counts: Record<FindingKind, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function summariseNamespaces(comparisons: readonly ComparedObject[]): NamespaceSummary[] {
  return [...Map.groupBy(comparisons, ({ ref }) => ref.namespace)].map(([namespace, own]) => {
    const { expected, live } = aggregateHashes(own);
    return {
      namespace,
      objects: own.length,
      drifted: own.filter(({ findings }) => findings.length > 0).length,
      expectedHash: expected,
      liveHash: live,
    };
  });
}

/** The hash of a cluster is made of those of its namespaces: each object is hashed over once. */
function hashOf(namespaces: readonly NamespaceSummary[], side: 'expectedHash' | 'liveHash'): string {
  return sha256(stableJson(namespaces.map((each) => [each.namespace, each[side]])));
}

/** What belongs to no namespace first. */
function byPlace({ ref: one }: ComparedObject, { ref: other }: ComparedObject): number {
  return (
    compareText(one.namespace ?? '', other.namespace ?? '') ||
    compareText(one.kind, other.kind) ||
    compareText(one.group, other.group) ||
    compareText(one.name, other.name)
  );
}

function byKindAndPath(one: Finding, other: Finding): number {
  return FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind) || compareText(one.path, other.path);
}

function bySubject(one: NotCompared, other: NotCompared): number {
  return compareText(one.subject, other.subject);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
