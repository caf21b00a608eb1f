import { measureFeature } from './directional.ts';
import type { Statistic } from './measurement.ts';

const FENCE = /^[ \t]*(?:```|~~~)/m;

/** Whether more or fewer answers hold a fenced code block. */
export const styleCode: Statistic = (pool) => measureFeature(pool, ({ output }) => Number(FENCE.test(output)));
