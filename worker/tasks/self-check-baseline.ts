import { selfCheck } from '#lib/channels/model/self-check/self-check.ts';
import type { Handler } from '../handlers.ts';

/** Compares a baseline with itself; by other splits than the last time. */
export const selfCheckBaseline: Handler<'self-check.baseline'> = ({ baselineId }, { evaluation }, shutdown) =>
  selfCheck(evaluation, { baselineId, seed: evaluation.now().getTime() }, shutdown);
