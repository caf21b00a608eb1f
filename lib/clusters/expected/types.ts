import type { NotCompared } from '#lib/kubernetes/types.ts';
import type { ExpectedObject, SourceRead } from '../types.ts';

/** Git's side of a comparison. */
export interface ExpectedSide {
  objects: ExpectedObject[];
  sources: SourceRead[];
  notCompared: NotCompared[];
  optedOut: NotCompared[];
  /** Kustomizations, as `namespace/name`, whose objects are not git's extras; null: nothing can be called extra. */
  otherOwners: string[] | null;
}

export function emptySide(): ExpectedSide {
  return { objects: [], sources: [], notCompared: [], optedOut: [], otherOwners: [] };
}
