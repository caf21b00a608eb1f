import type { PrismaClient } from '#generated/prisma/client.ts';
import { objectKey } from '#lib/drift/object-key.ts';
import type { DriftedObject, Sightings } from '#lib/drift/types.ts';
import { channelOfKind } from '#lib/policy/drift-rules.ts';
import { isCleanNow } from '../memory/is-clean.ts';
import type { ClusterMemory } from '../memory/types.ts';
import type { ComparedObject } from '../types.ts';

/** What differed of what was compared. */
export function driftedAmong(compared: readonly ComparedObject[]): DriftedObject[] {
  return compared
    .filter(({ findings }) => findings.length > 0)
    .map(({ ref, findings, sides, expectedHash, liveHash, source, commit, file }) => ({
      channel: channelOfKind(ref),
      ref,
      findings,
      expected: sides?.expected ?? null,
      live: sides?.live ?? null,
      expectedHash,
      liveHash,
      source,
      commit,
      file,
    }));
}

/** What a comparison of a whole cluster saw. */
export async function sightingsOfAll(
  db: PrismaClient,
  clusterId: number,
  memory: ClusterMemory,
  { comparisons, at }: { comparisons: readonly ComparedObject[]; at: Date },
): Promise<Sightings> {
  const before = await db.driftObject.findMany({
    where: { clusterId, state: { not: 'clean' } },
    select: { group: true, kind: true, namespace: true, name: true, source: true },
  });
  const sources = new Map(before.map(({ source, ...ref }) => [objectKey(ref), source]));
  return {
    owner: { clusterId },
    origin: 'scan',
    at,
    drifted: driftedAmong(comparisons),
    isClean: (ref) => {
      const source = sources.get(objectKey(ref));
      return source !== undefined && isCleanNow(memory, { ref, source });
    },
  };
}
