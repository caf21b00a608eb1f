import type { RefusalFeatures } from './features.ts';

/** A linear model over TF-IDF n-grams and pattern marks, ready to score. */
export interface LinearModel {
  /** Log-odds of an answer without any known feature. */
  bias: number;
  /** Smoothed inverse document frequency and weight of each known n-gram. */
  grams: ReadonlyMap<string, { idf: number; weight: number }>;
  /** Log-odds that each matching pattern adds. */
  marks: ReadonlyMap<string, number>;
}

/** Smoothed inverse document frequency: ln((1 + n) / (1 + df)) + 1 (Manning et al. 2008, §6.2, with add-one smoothing). */
export function inverseDocumentFrequency(documents: number, withGram: number): number {
  return Math.log((1 + documents) / (1 + withGram)) + 1;
}

/** TF-IDF of one n-gram before the text's vector is scaled to length 1; the count enters as 1 + ln(count). */
export function gramValue(count: number, idf: number): number {
  return (1 + Math.log(count)) * idf;
}

/** Log-odds that an answer with these features is a refusal. */
export function logOdds(model: LinearModel, features: RefusalFeatures): number {
  let product = 0;
  let squares = 0;
  for (const [gram, count] of features.grams) {
    const known = model.grams.get(gram);
    if (known === undefined) continue;
    const value = gramValue(count, known.idf);
    product += value * known.weight;
    squares += value * value;
  }
  const fromGrams = squares === 0 ? 0 : product / Math.sqrt(squares);
  return features.marks.reduce((sum, mark) => sum + (model.marks.get(mark) ?? 0), model.bias + fromGrams);
}

/** Logistic function; finite for every finite argument. */
export function sigmoid(logOddsValue: number): number {
  return 1 / (1 + Math.exp(-logOddsValue));
}
