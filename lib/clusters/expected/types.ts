import type { NotCompared } from '#lib/kubernetes/types.ts';
import type { ExpectedObject, SourceRead } from '../types.ts';
import type { FluxState } from './flux-state.ts';

/** Git's side of a comparison. */
export interface ExpectedSide {
  objects: ExpectedObject[];
  sources: SourceRead[];
  notCompared: NotCompared[];
  optedOut: NotCompared[];
  /** Kustomizations, as `namespace/name`, whose objects are not git's extras; null: nothing can be called extra. */
  otherOwners: string[] | null;
  /** Names of sources of which something was not rendered; null: nobody knows of which. */
  incompleteSources: string[] | null;
  flux: FluxState;
}

export function emptySide(flux: FluxState): ExpectedSide {
  const nothing = { objects: [], sources: [], notCompared: [], optedOut: [] };
  return { ...nothing, otherOwners: [], incompleteSources: [], flux };
}
