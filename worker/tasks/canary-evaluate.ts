import { evaluateRun } from '#lib/channels/model/evaluate.ts';
import type { Handler } from '../handlers.ts';

/** Judges a fully sampled run. */
export const canaryEvaluate: Handler<'canary.evaluate'> = ({ runId }, { evaluation }, shutdown) =>
  evaluateRun(evaluation, runId, shutdown);
