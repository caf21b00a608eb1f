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
  const isRead = ofKind.every(({ lists }) => lists.every((list) => isWholeFor(list, ref.namespace)));
  if (!isRead) return false;
  if (source === null) return memory.otherOwners !== null;
  return memory.incompleteSources !== null && !memory.incompleteSources.includes(source);
}

function isWholeFor(
  { namespace, resourceVersion, notCompared }: ClusterMemory['kinds'][number]['lists'][number],
  of: string | null,
): boolean {
  if (namespace !== null && namespace !== of) return true;
  return resourceVersion !== null && notCompared.length === 0;
}
