import type { Prisma } from '#generated/prisma/client.ts';
import type { DriftObjectSummary, FindingView } from '#lib/contract/drift/objects.ts';
import type { FindingKind } from '#lib/kubernetes/compare/types.ts';
import { laterOf } from '#lib/platform/clock.ts';
import type { Severity } from '#lib/policy/severity.ts';
import { storedFindings } from '../stored-findings.ts';
import type { DriftChannel } from '../types.ts';

/** A row of {@link selectSummaries}. */
export interface SummaryRow {
  id: number;
  channel: DriftChannel;
  clusterId: number | null;
  ownerId: number;
  ownerName: string;
  isDemo: boolean;
  group: string;
  kind: string;
  namespace: string;
  name: string;
  state: DriftObjectSummary['state'];
  findings: Prisma.JsonValue;
  /** Of the last occurrence; null where rules hid all of it from the start. */
  managers: string[] | null;
  severity: Severity | null;
  rule: string | null;
  incidentId: number | null;
  recent: number;
  occurrences: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  /** Null: not known of any look since. */
  confirmedAt: Date | null;
  file: string | null;
  commitSha: string | null;
}

export function toDriftObjectSummary(row: SummaryRow): DriftObjectSummary {
  const counting = storedFindings(row.findings).filter(({ ignoredBy }) => ignoredBy === null);
  const { clusterId, ownerId, ownerName, isDemo, findings: _findings, confirmedAt, ...rest } = row;
  return {
    ...rest,
    owner: { kind: clusterId === null ? 'flags' : 'cluster', id: ownerId, name: ownerName, isDemo },
    findings: countKinds(counting),
    managers: managersOf(counting, row.managers ?? []),
    rule: row.rule ?? 'Hidden by ignore rules',
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: seenAt(row.lastSeenAt, confirmedAt),
  };
}

/** When it was last seen to differ; what only changed was written down then. */
export function seenAt(writtenAt: Date, confirmedAt: Date | null): string {
  return laterOf(writtenAt, confirmedAt ?? writtenAt).toISOString();
}

function countKinds(findings: readonly FindingView[]): Partial<Record<FindingKind, number>> {
  const counts: Partial<Record<FindingKind, number>> = {};
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Who wrote what differs; where only Flux's word is known, whoever was seen before. */
function managersOf(findings: readonly FindingView[], before: readonly string[]): string[] {
  const writers = findings.flatMap(({ writer }) => (writer === null ? [] : [writer.manager]));
  return findings.length === 0 ? [...before] : [...new Set(writers)].sort();
}
