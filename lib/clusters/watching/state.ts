import type { Prisma } from '#generated/prisma/client.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { storable } from '#lib/runs/storable.ts';
import { isShut } from '../memory/is-shut.ts';
import type { ClusterMemory } from '../memory/types.ts';
import { judgeCounts } from '../summarise.ts';

/**
 * What is known of a cluster by now, put as the full comparison puts it.
 *
 * @param faults What could not be looked at this time.
 */
export function stateOf(
  { kinds, notCompared }: ClusterMemory,
  faults: readonly NotCompared[],
): Pick<Prisma.ClusterUpdateManyMutationInput, 'verdict' | 'reason'> {
  const counts = { objects: 0, drifted: 0, findings: 0, notCompared: notCompared.length };
  const untriedFor = new Set<string>();
  for (const kind of kinds) {
    const { objects, extras, lists } = kind;
    for (const { findings, untried } of objects.values()) {
      if (untried !== null) untriedFor.add(untried.subject);
      if (findings === null && untried === null) continue;
      counts.objects += 1;
      counts.findings += findings ?? 0;
      counts.drifted += Number(findings !== null && findings > 0);
    }
    counts.drifted += extras.size;
    counts.findings += extras.size;
    for (const list of lists) if (!isShut(kind, list)) counts.notCompared += list.notCompared.length;
  }
  const told = new Set(kinds.flatMap(({ lists }) => lists.flatMap((list) => list.notCompared.map(keyOf))));
  counts.notCompared += faults.filter((fault) => !told.has(keyOf(fault))).length;
  counts.notCompared += untriedFor.size;
  const { verdict, reason } = judgeCounts(counts);
  const [first] = faults;
  return { verdict, reason: storable(first === undefined ? reason : `${reason} ${inWords(first)}`) };
}

function inWords({ subject, detail }: NotCompared): string {
  return detail.includes(subject) ? detail : `${subject}: ${detail}`;
}

function keyOf({ reason, subject }: NotCompared): string {
  return `${reason} ${subject}`;
}
