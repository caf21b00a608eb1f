import { LARGEST_LOG_RATIO } from '#lib/policy/thresholds.ts';
import { measureFeature } from './directional.ts';
import type { Statistic } from './measurement.ts';

/** Whether answers run over more or fewer lines; blank lines do not count. */
export const styleLines: Statistic = (pool) =>
  measureFeature(pool, ({ output }) => Math.log1p(output.match(/\S.*/g)?.length ?? 0), LARGEST_LOG_RATIO);
