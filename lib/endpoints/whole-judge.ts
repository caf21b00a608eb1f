import type { EndpointPatch } from '#lib/contract/endpoints.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

type Judged = Pick<EndpointPatch, 'judgeGatewayId' | 'judgeModel'>;

/** What is wrong with half a judge. */
export const JUDGE_NEEDS_BOTH = 'needs both its gateway and its model, or neither';

/** Whether a judge is set by both its gateway and its model, or not at all. */
export function isWholeJudge({ judgeGatewayId = null, judgeModel = null }: Judged): boolean {
  return (judgeGatewayId === null) === (judgeModel === null);
}

/**
 * Refuses half a judge.
 *
 * @param settings as they will be stored
 * @throws TidemarkError `invalid_input` at `judgeModel`.
 */
export function refuseHalfJudge(settings: Judged): void {
  if (isWholeJudge(settings)) return;
  throw new TidemarkError('invalid_input', `The endpoint cannot be saved: a judge ${JUDGE_NEEDS_BOTH}.`, {
    issues: [{ path: 'judgeModel', message: JUDGE_NEEDS_BOTH }],
  });
}
