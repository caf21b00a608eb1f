import { LARGEST_LOG_RATIO } from '#lib/policy/thresholds.ts';
import { measureFeature } from './directional.ts';
import type { Statistic } from './measurement.ts';

/** Whether answers became longer or shorter, in UTF-16 code units of the text. */
export const styleLength: Statistic = (pool) =>
  measureFeature(pool, ({ output }) => Math.log1p(output.length), LARGEST_LOG_RATIO);
