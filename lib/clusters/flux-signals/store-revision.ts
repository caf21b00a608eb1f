import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { Db } from '#lib/platform/db.ts';
import { nextRevision, type SeenRevision } from './revision.ts';

const KIND = 'Kustomization';

type Named = Pick<KubeObject, 'metadata'>;

/**
 * Looks at a Kustomization: writes down what it has applied, where that is new.
 *
 * @returns what is known of it now.
 */
export async function noteRevision(
  db: Db,
  clusterId: number,
  kustomization: KubeObject,
  { now, hasGap }: { now: Date; hasGap: boolean },
): Promise<SeenRevision> {
  const id = idOf(clusterId, kustomization);
  const before = await db.fluxRevision.findUnique({ where: { clusterId_kind_namespace_name: id } });
  const next = nextRevision(before, kustomization, { now, hasGap });
  if (next !== before) {
    const { revision, generation, seenSince } = next;
    const data = { revision, generation, seenSince };
    await db.fluxRevision.upsert({
      where: { clusterId_kind_namespace_name: id },
      create: { ...id, ...data },
      update: data,
    });
  }
  return next;
}

/** Forgets a Kustomization that is gone. */
export async function forgetRevision(db: Db, clusterId: number, kustomization: Named): Promise<void> {
  await db.fluxRevision.deleteMany({ where: idOf(clusterId, kustomization) });
}

/** Forgets all Kustomizations but these. */
export async function keepRevisions(db: Db, clusterId: number, kept: readonly Named[]): Promise<void> {
  const isKept = new Set(kept.map((each) => keyOf(idOf(clusterId, each))));
  const known = await db.fluxRevision.findMany({ where: { clusterId, kind: KIND } });
  for (const { namespace, name } of known.filter((each) => !isKept.has(keyOf(each)))) {
    await db.fluxRevision.deleteMany({ where: { clusterId, kind: KIND, namespace, name } });
  }
}

function idOf(clusterId: number, { metadata: { namespace, name } }: Named) {
  return { clusterId, kind: KIND, namespace: typeof namespace === 'string' ? namespace : '', name };
}

function keyOf({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}
