import type { IgnorePreview, IgnorePreviewBody } from '#lib/contract/drift/objects.ts';
import type { Db } from '#lib/platform/db.ts';
import { hideFindings } from '../judge/ignore.ts';
import type { StoredFinding } from '../types.ts';

/** Objects named in a preview; the rest is counted. */
const NAMED = 8;

/** Stands for the rule that is not made yet; ids of the database begin at 1. */
const NOT_MADE = 0;

/** What a rule would hide of what differs now, beside what others hide already. Nothing is written. */
export async function previewIgnoreRule(db: Db, { clusterId, ...scope }: IgnorePreviewBody): Promise<IgnorePreview> {
  const objects = await db.driftObject.findMany({
    where: { state: { not: 'clean' }, ...(clusterId !== null && { clusterId }) },
    orderBy: [{ namespace: 'asc' }, { kind: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, group: true, kind: true, namespace: true, name: true, findings: true },
      cluster: { select: { name: true } },
      flagSource: { select: { name: true } },
    },
  });
  const rule = { id: NOT_MADE, ...scope };
  const hit = objects.flatMap((object) => {
    // Written as StoredFinding[] by the one that records what was seen.
    const findings = object.findings as unknown as StoredFinding[];
    const counting = findings.filter(({ ignoredBy }) => ignoredBy === null);
    const hidden = hideFindings(object, counting, [rule]).filter(({ ignoredBy }) => ignoredBy === NOT_MADE).length;
    return hidden === 0 ? [] : [{ object, hidden, isSilenced: hidden === counting.length }];
  });
  return {
    findings: hit.reduce((sum, { hidden }) => sum + hidden, 0),
    objects: hit.length,
    silenced: hit.filter(({ isSilenced }) => isSilenced).length,
    first: hit.slice(0, NAMED).map(({ object: { id, kind, namespace, name, cluster, flagSource } }) => ({
      ...{ id, kind, namespace, name },
      owner: cluster?.name ?? flagSource?.name ?? '',
    })),
  };
}
