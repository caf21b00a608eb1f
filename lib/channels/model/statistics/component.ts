import type { Pool } from './pool.ts';

/** A permutation: for each prompt of the pool the number of the arrangement that was drawn. */
export type Permutation = Uint16Array;

/** A test statistic: larger is further from "nothing changed". Zero is the observed permutation. */
export type Component = (permutation: Permutation) => number;

/** For each prompt of the pool, a number for each of its arrangements; null where the prompt does not count. */
export type Tables = readonly (Float64Array | null)[];

/** Tabulates a score of each prompt and arrangement; null leaves the prompt out. */
export function tabulate(
  pool: Pool,
  scoreOf: (prompt: Pool[number]) => ((tonight: Uint16Array) => number) | null,
): Tables {
  return pool.map((prompt) => {
    const score = scoreOf(prompt);
    return score === null ? null : Float64Array.from(prompt.arrangements, score);
  });
}

/** Mean over the prompts that count. */
export function meanOf(tables: Tables): Component {
  const { counted, at } = compact(tables);
  return (permutation) => {
    let sum = 0;
    for (let i = 0; i < counted.length; i++) sum += counted[i]?.[permutation[at[i] ?? 0] ?? 0] ?? 0;
    return sum / counted.length;
  };
}

/** Absolute mean: a shift in either direction counts. */
export function absoluteMeanOf(tables: Tables): Component {
  const mean = meanOf(tables);
  return (permutation) => Math.abs(mean(permutation));
}

/** The tables that count and where their prompts stand in a permutation. */
function compact(tables: Tables) {
  const counted: Float64Array[] = [];
  const at: number[] = [];
  tables.forEach((table, index) => {
    if (table === null) return;
    counted.push(table);
    at.push(index);
  });
  return { counted, at: Uint16Array.from(at) };
}
