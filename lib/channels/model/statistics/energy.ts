import { answerText } from '../encoder/text.ts';
import { meanOf, tabulate } from './component.ts';
import { distanceMatrix, energyOf, meanDistance, splitDistances } from './distances.ts';
import { cosineDistance, gramVector, hammingDistance } from './grams.ts';
import { NEEDS_REPETITIONS, type Statistic, unmeasured } from './measurement.ts';
import { isPaired, type PooledPrompt } from './pool.ts';
import { mean } from './symmetric.ts';

/**
 * Energy distance between the wordings of tonight and of the baseline on longer answers, by position (normalised
 * Hamming) and by character 4-grams, each in units of the prompt's own mean distance, so that a talkative prompt
 * counts no more than a terse one (stability monitoring, arXiv 2603.19022).
 */
export const energy: Statistic = (pool) => {
  const tables = tabulate(pool, (pooled) =>
    pooled.prompt.stratum === 'behaviour' ? energyByArrangement(pooled) : null,
  );
  const counted = pool.filter(({ index }) => tables[index] !== null);
  const value = mean(tables.map((table) => table?.[0] ?? null));
  if (value === null) return unmeasured('No prompt with longer answers has answers on both sides.');
  if (isPaired(counted)) return unmeasured(NEEDS_REPETITIONS);
  const component = meanOf(tables);
  return {
    value,
    noise: component,
    unmeasured: null,
    components: [component],
    prompts: tables.map(
      (table) => table && { value: table[0] ?? 0, noise: table.length > 2 ? mean([...table]) : null },
    ),
    facts: {},
  };
};

function energyByArrangement({ answers }: PooledPrompt): (tonight: Uint16Array) => number {
  const texts = answers.map(answerText);
  const matrices = [distanceMatrix(texts, hammingDistance), distanceMatrix(texts.map(gramVector), cosineDistance)];
  return (tonight) => {
    const energies = matrices.map((matrix) => {
      const scale = meanDistance(matrix);
      return scale > 1e-9 ? energyOf(splitDistances(matrix, tonight)) / scale : 0;
    });
    return energies.reduce((sum, each) => sum + each, 0) / energies.length;
  };
}
