import { inverseDocumentFrequency, type LinearModel } from './linear-model.ts';
import weights from './weights.json' with { type: 'json' };

/** Layout of weights.json, written by `npm run train:refusals`. */
export interface WeightsFile {
  /** What the weights were learnt from, and its licence. */
  about: string;
  documents: number;
  bias: number;
  marks: Record<string, number>;
  /** One n-gram each: documents that hold it, weight, n-gram; parted by single spaces. */
  grams: string[];
}

/** The shipped model. */
export function readWeights(file: WeightsFile = weights): LinearModel {
  const grams = file.grams.map((line) => {
    const [documents = '', weight = '', ...words] = line.split(' ');
    const idf = inverseDocumentFrequency(file.documents, Number(documents));
    return [words.join(' '), { idf, weight: Number(weight) }] as const;
  });
  return { bias: file.bias, marks: new Map(Object.entries(file.marks)), grams: new Map(grams) };
}
