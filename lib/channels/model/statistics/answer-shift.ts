import type { Answer } from '../types.ts';
import { meanOf, tabulate } from './component.ts';
import { type Measurement, NEEDS_REPETITIONS, type Statistic, unmeasured } from './measurement.ts';
import { isPaired, type PooledPrompt } from './pool.ts';
import { mean } from './symmetric.ts';

/** A longer answer, in UTF-16 code units, is no choice of an option and is compared as it is. */
const LONGEST_CHOICE = 500;

/**
 * Total variation between the answers of tonight and of the baseline on forced-choice prompts: half the sum over
 * answers of how much more or less often each is given. Letter case and outer punctuation do not count here, so it
 * sees the choice and not its spelling.
 */
export const answerShift: Statistic = (pool): Measurement => {
  const choices = pool.map((pooled) => (pooled.prompt.stratum === 'short' ? choicesOf(pooled) : null));
  const tables = tabulate(pool, ({ index }) => {
    const choice = choices[index];
    return choice ? (tonight) => totalVariation(choice, tonight) : null;
  });
  const value = mean(tables.map((table) => table?.[0] ?? null));
  if (value === null) return unmeasured('No short prompt has answers on both sides.');
  const component = meanOf(tables);
  const testable = !isPaired(pool.filter(({ index }) => choices[index]));
  return {
    value,
    noise: testable ? component : null,
    unmeasured: testable ? null : NEEDS_REPETITIONS,
    components: testable ? [component] : [],
    prompts: tables.map(
      (table) => table && { value: table[0] ?? 0, noise: table.length > 2 ? mean([...table]) : null },
    ),
    facts: {},
  };
};

/** The answers of a prompt numbered by what they choose. */
function choicesOf({ answers }: PooledPrompt): Uint16Array {
  const numbers = new Map<string, number>();
  return Uint16Array.from(answers, (answer) => {
    const choice = choiceOf(answer);
    const number = numbers.get(choice) ?? numbers.size;
    numbers.set(choice, number);
    return number;
  });
}

function choiceOf({ output, toolCalls, canonicalHash }: Answer): string {
  if (toolCalls.length > 0 || output.length > LONGEST_CHOICE) return canonicalHash;
  const bare = output.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return bare === '' ? canonicalHash : bare.replace(/\s+/g, ' ');
}

function totalVariation(choices: Uint16Array, tonight: Uint16Array): number {
  const excess = new Float64Array(choices.length);
  const baselineShare = 1 / (choices.length - tonight.length);
  const weight = 1 / tonight.length + baselineShare;
  for (const choice of choices) excess[choice] = (excess[choice] ?? 0) - baselineShare;
  for (const position of tonight) {
    const choice = choices[position] ?? 0;
    excess[choice] = (excess[choice] ?? 0) + weight;
  }
  return excess.reduce((sum, difference) => sum + Math.abs(difference), 0) / 2;
}
