import type { LabelledAnswer } from './dataset.ts';
import { ownExamples } from './own-examples.ts';
import { scoresOf, type TrainedModel, train, withBorder } from './train.ts';

/** How a model trained without a family labels that family's answers. */
export interface FamilyResult {
  family: string;
  answers: number;
  right: number;
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
}

/** Trains as the shipped weights are trained: the border of the labels comes from leaving each model out in turn. */
export function trainWithBorder(answers: readonly LabelledAnswer[]): TrainedModel {
  const unseen = valuesOf(answers, 'model').flatMap((model) => {
    const { inside, outside } = split(answers, 'model', model);
    return scoresOf(train([...outside, ...ownExamples()]), inside);
  });
  return withBorder(train([...answers, ...ownExamples()]), unseen);
}

/**
 * Leave-one-family-out evaluation. Everything is learnt without the family left out: vocabulary, frequencies, weights,
 * and the border (by leaving out each of the remaining models in turn).
 */
export function leaveOneFamilyOut(answers: readonly LabelledAnswer[]): FamilyResult[] {
  return valuesOf(answers, 'family').map((family) => {
    const { inside, outside } = split(answers, 'family', family);
    const labelled = scoresOf(trainWithBorder(outside), inside).map(({ logOdds, refusal }) => ({
      said: logOdds >= 0,
      refusal,
    }));
    const count = (said: boolean, refusal: boolean) =>
      labelled.filter((answer) => answer.said === said && answer.refusal === refusal).length;
    return {
      family,
      answers: labelled.length,
      right: count(true, true) + count(false, false),
      truePositives: count(true, true),
      falsePositives: count(true, false),
      falseNegatives: count(false, true),
    };
  });
}

/** Sum of several families' results. */
export function together(results: readonly FamilyResult[]): FamilyResult {
  const sum = (of: (result: FamilyResult) => number) => results.reduce((total, result) => total + of(result), 0);
  return {
    family: 'all',
    answers: sum((result) => result.answers),
    right: sum((result) => result.right),
    truePositives: sum((result) => result.truePositives),
    falsePositives: sum((result) => result.falsePositives),
    falseNegatives: sum((result) => result.falseNegatives),
  };
}

/** Shares of one: accuracy over all answers, precision and recall of refusals. */
export function ratesOf(result: FamilyResult): { accuracy: number; precision: number; recall: number } {
  return {
    accuracy: result.right / result.answers,
    precision: result.truePositives / (result.truePositives + result.falsePositives),
    recall: result.truePositives / (result.truePositives + result.falseNegatives),
  };
}

function valuesOf(answers: readonly LabelledAnswer[], origin: 'model' | 'family'): string[] {
  return [...new Set(answers.flatMap((answer) => answer[origin] ?? []))].sort();
}

function split(answers: readonly LabelledAnswer[], origin: 'model' | 'family', value: string) {
  return {
    inside: answers.filter((answer) => answer[origin] === value),
    outside: answers.filter((answer) => answer[origin] !== value),
  };
}
