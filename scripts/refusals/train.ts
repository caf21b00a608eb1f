import {
  gramValue,
  inverseDocumentFrequency,
  type LinearModel,
  logOdds,
} from '#lib/channels/model/refusal/linear-model.ts';
import type { LabelledAnswer } from './dataset.ts';
import { type Example, fitLogisticRegression } from './logistic-regression.ts';

/**
 * Choices made once for all folds. An n-gram counts when two families say it in at least five answers (a phrase of one
 * family says little of others); the strongest are kept and fitted again, so that the file stays small.
 */
const OPTIONS = { c: 50, steps: 250, minAnswers: 5, minFamilies: 2, gramsKept: 9_000, markValue: 0.15 };

/** Documents and families that hold each n-gram. */
type Counts = Map<string, { documents: number; families: Set<string> }>;

/** A model with what its file needs. */
export interface TrainedModel extends LinearModel {
  documents: number;
  /** Documents that hold each n-gram. */
  counts: ReadonlyMap<string, number>;
}

/** Learns from `answers` alone: vocabulary, frequencies and weights see nothing else. */
export function train(answers: readonly LabelledAnswer[]): TrainedModel {
  const counts = countGrams(answers);
  const families = new Set(answers.flatMap(({ family }) => family ?? [])).size;
  const common = [...counts].filter(
    ([, count]) =>
      count.documents >= OPTIONS.minAnswers && count.families.size >= Math.min(OPTIONS.minFamilies, families),
  );
  const everything = learn(
    answers,
    counts,
    common.map(([gram]) => gram),
  );
  if (common.length <= OPTIONS.gramsKept) return everything;
  const strongest = [...everything.grams].sort(
    ([, a], [, b]) => b.idf * Math.abs(b.weight) - a.idf * Math.abs(a.weight),
  );
  return learn(
    answers,
    counts,
    strongest.slice(0, OPTIONS.gramsKept).map(([gram]) => gram),
  );
}

function countGrams(answers: readonly LabelledAnswer[]): Counts {
  const counts: Counts = new Map();
  for (const { features, family } of answers) {
    for (const gram of features.grams.keys()) {
      const count = counts.get(gram) ?? { documents: 0, families: new Set() };
      count.documents += 1;
      if (family !== null) count.families.add(family);
      counts.set(gram, count);
    }
  }
  return counts;
}

function learn(answers: readonly LabelledAnswer[], counts: Counts, vocabulary: readonly string[]): TrainedModel {
  const marks = [...new Set(answers.flatMap(({ features }) => features.marks))].sort();
  const positionOf = new Map(
    [...vocabulary, ...marks.map((mark) => `mark ${mark}`)].map((name, index) => [name, index]),
  );
  const idfOf = new Map(
    vocabulary.map((gram) => [gram, inverseDocumentFrequency(answers.length, counts.get(gram)?.documents ?? 0)]),
  );
  const { weights, bias } = fitLogisticRegression(
    answers.map((answer) => exampleOf(answer, positionOf, idfOf)),
    { dimensions: positionOf.size, c: OPTIONS.c, steps: OPTIONS.steps },
  );
  const weightOf = (name: string) => weights[positionOf.get(name) ?? -1] ?? 0;
  return {
    bias,
    documents: answers.length,
    counts: new Map(vocabulary.map((gram) => [gram, counts.get(gram)?.documents ?? 0])),
    grams: new Map([...idfOf].map(([gram, idf]) => [gram, { idf, weight: weightOf(gram) }])),
    marks: new Map(marks.map((mark) => [mark, weightOf(`mark ${mark}`) * OPTIONS.markValue])),
  };
}

function exampleOf(
  { features, refusal }: LabelledAnswer,
  positionOf: ReadonlyMap<string, number>,
  idfOf: ReadonlyMap<string, number>,
): Example {
  const grams = [...features.grams].flatMap(([gram, count]) => {
    const idf = idfOf.get(gram);
    return idf === undefined ? [] : [{ position: positionOf.get(gram) ?? 0, value: gramValue(count, idf) }];
  });
  const length = Math.sqrt(grams.reduce((sum, { value }) => sum + value * value, 0));
  const marks = features.marks.flatMap((mark) => positionOf.get(`mark ${mark}`) ?? []);
  return {
    positions: Int32Array.from([...grams.map(({ position }) => position), ...marks]),
    values: Float64Array.from([...grams.map(({ value }) => value / length), ...marks.map(() => OPTIONS.markValue)]),
    positive: refusal,
  };
}

/**
 * Moves the bias so that probabilities are right for models that were not trained on: unseen models word their
 * refusals less like the training data, so that theirs come out too low.
 */
export function withBorder(
  model: TrainedModel,
  unseen: readonly { logOdds: number; refusal: boolean }[],
): TrainedModel {
  return { ...model, bias: model.bias - likeliestBorder(unseen) };
}

/** Log-odds of `answers` under `model`. */
export function scoresOf(
  model: LinearModel,
  answers: readonly LabelledAnswer[],
): { logOdds: number; refusal: boolean }[] {
  return answers.map(({ features, refusal }) => ({ logOdds: logOdds(model, features), refusal }));
}

/** The border among −3, −2.9, … 3 under which the labels are most likely (logistic loss). */
function likeliestBorder(scores: readonly { logOdds: number; refusal: boolean }[]): number {
  const borders = Array.from({ length: 61 }, (_, index) => (index - 30) / 10);
  const losses = borders.map((border) =>
    scores.reduce(
      (sum, { logOdds, refusal }) => sum + Math.log1p(Math.exp(refusal ? border - logOdds : logOdds - border)),
      0,
    ),
  );
  return borders[losses.indexOf(Math.min(...losses))] ?? 0;
}
