import { answerText } from '../encoder/text.ts';
import { absoluteMeanOf, tabulate } from './component.ts';
import { directionOf } from './directional.ts';
import { distanceMatrix, meanDistance, splitDistances } from './distances.ts';
import { cosineDistance, gramVector } from './grams.ts';
import { type Measurement, type Statistic, unmeasured } from './measurement.ts';
import type { PooledPrompt } from './pool.ts';
import { mean } from './symmetric.ts';

/**
 * Whether answers vary more or less among themselves than the baseline's, in units of the prompt's own mean distance:
 * a model whose sampling changed can give the same answers and only spread them differently. Needs two answers on
 * each side.
 */
export const dispersion: Statistic = (pool): Measurement => {
  const tables = tabulate(pool, (pooled) =>
    pooled.tonightCount >= 2 && pooled.baselineCount >= 2 ? dispersionByArrangement(pooled) : null,
  );
  const change = mean(tables.map((table) => table?.[0] ?? null));
  if (change === null) return unmeasured('No prompt has two answers on each side.');
  const component = absoluteMeanOf(tables);
  const direction = change < 0 ? -1 : 1;
  return {
    value: Math.abs(change),
    noise: component,
    unmeasured: null,
    components: [component],
    prompts: tables.map(
      (table) => table && { value: direction * (table[0] ?? 0), noise: mean([...table.map((each) => Math.abs(each))]) },
    ),
    facts: { direction: directionOf(change) },
  };
};

function dispersionByArrangement({ answers, prompt }: PooledPrompt): (tonight: Uint16Array) => number {
  const matrix =
    prompt.stratum === 'short'
      ? distanceMatrix(answers, (left, right) => Number(left.canonicalHash !== right.canonicalHash))
      : distanceMatrix(
          answers.map((answer) => gramVector(answerText(answer))),
          cosineDistance,
        );
  const scale = meanDistance(matrix);
  return (arrangement) => {
    const { tonight, baseline } = splitDistances(matrix, arrangement);
    return scale > 1e-9 && tonight !== null && baseline !== null ? (tonight - baseline) / scale : 0;
  };
}
