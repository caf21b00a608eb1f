import { distanceMatrix } from './distances.ts';
import type { Statistic } from './measurement.ts';
import { measureDistances } from './symmetric.ts';

/** Share of (tonight, baseline) answer pairs whose canonical hashes differ. */
export const hashDelta: Statistic = (pool) =>
  measureDistances(
    pool,
    ({ answers }) => distanceMatrix(answers, (left, right) => Number(left.canonicalHash !== right.canonicalHash)),
    'No prompt has answers on both sides.',
  );
