import type { ObjectRef } from '#lib/kubernetes/types.ts';
import type { ClusterMemory } from './types.ts';

/** An object that was seen to drift before. */
interface DriftedBefore {
  ref: ObjectRef;
  /** Part of git that asked for it; null for what git lacked. */
  source: string | null;
}

/**
 * Whether an object that drifted before was looked at and is as git says, or is gone and git does not ask for it any
 * more. What was not compared, and what a part of git may ask for that could not be rendered, is not clean.
 */
export function isCleanNow(memory: ClusterMemory, { ref, source }: DriftedBefore): boolean {
  const place = `${ref.namespace ?? ''}/${ref.name}`;
  const ofKind = memory.kinds.filter(({ type }) => type.group === ref.group && type.kind === ref.kind);
  for (const { objects, extras } of ofKind) {
    const known = objects.get(place);
    if (known !== undefined) return known.findings === 0;
    if (extras.has(place)) return false;
  }
  if (memory.unplaced.has(`${ref.group}/${ref.kind}`)) return false;
  const lists = ofKind.flatMap((kind) => kind.lists).filter((list) => reaches(list, ref.namespace));
  if (!lists.every(isWhole)) return false;
  const { otherOwners, incompleteSources } = memory;
  if (source !== null) return incompleteSources !== null && !incompleteSources.includes(source);
  // Nobody looked there: only where all of git is known is it none of git's business.
  return otherOwners !== null && (lists.length > 0 || incompleteSources?.length === 0);
}

type List = ClusterMemory['kinds'][number]['lists'][number];

function reaches({ namespace }: List, of: string | null): boolean {
  return namespace === null || namespace === of;
}

function isWhole({ resourceVersion, notCompared }: List): boolean {
  return resourceVersion !== null && notCompared.length === 0;
}
