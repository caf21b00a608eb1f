import { NORMALISER_VERSION } from '#lib/channels/model/canonicalise.ts';
import { ENCODER_ID } from '#lib/channels/model/encoder/id.ts';
import { judgeId } from '#lib/channels/model/judge/instructions.ts';
import type { Lens } from './fit.ts';

/** What a check of an endpoint would ask with and look with now. */
export function currentLens(suiteVersionId: number, { judgeModel }: { judgeModel: string | null }): Lens {
  return {
    suiteVersionId,
    normaliserVersion: NORMALISER_VERSION,
    encoderId: ENCODER_ID,
    judgeId: judgeModel === null ? null : judgeId(judgeModel),
  };
}
