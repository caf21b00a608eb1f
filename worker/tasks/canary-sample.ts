import { takeSample } from '#lib/runs/take-sample.ts';
import type { Handler } from '../handlers.ts';

/** Makes one call of a run. */
export const canarySample: Handler<'canary.sample'> = (payload, { sampling }, shutdown) =>
  takeSample(sampling, payload, shutdown);
