import { NORMALISER_VERSION } from '#lib/channels/model/canonicalise.ts';
import type { Lens } from './fit.ts';

/** What a check of an endpoint would ask with and look with now. */
export function currentLens(suiteVersionId: number): Lens {
  return { suiteVersionId, normaliserVersion: NORMALISER_VERSION, encoderId: null, judgeId: null };
}
