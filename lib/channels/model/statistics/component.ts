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
  const { count, constant, varying, at } = compact(tables);
  return (permutation) => {
    let sum = constant;
    for (let i = 0; i < varying.length; i++) sum += varying[i]?.[permutation[at[i] ?? 0] ?? 0] ?? 0;
    return sum / count;
  };
}

/** Absolute mean: a shift in either direction counts. */
export function absoluteMeanOf(tables: Tables): Component {
  const mean = meanOf(tables);
  return (permutation) => Math.abs(mean(permutation));
}

/** The tables that count: the sum of those that are the same for every arrangement, the rest with their place in a permutation. */
function compact(tables: Tables) {
  const varying: Float64Array[] = [];
  const at: number[] = [];
  let count = 0;
  let constant = 0;
  tables.forEach((table, index) => {
    if (table === null) return;
    count += 1;
    const [first = 0] = table;
    if (table.every((value) => value === first)) {
      constant += first;
      return;
    }
    varying.push(table);
    at.push(index);
  });
  return { count, constant, varying, at: Uint16Array.from(at) };
}
