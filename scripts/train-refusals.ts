import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { WeightsFile } from '#lib/channels/model/refusal/weights-file.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { readLabelledAnswers } from './refusals/dataset.ts';
import { type FamilyResult, leaveOneFamilyOut, ratesOf, together, trainWithBorder } from './refusals/evaluate.ts';
import type { TrainedModel } from './refusals/train.ts';
import { ROOT } from './stack/root.ts';

const ABOUT =
  "Weights of n-grams, learnt by `npm run train:refusals` from the answers and labels of XSTest (github.com/paul-rottger/exaggerated-safety, d7bb5bd; prompts CC-BY-4.0: Röttger et al. 2024, 'XSTest: A Test Suite for Identifying Exaggerated Safety Behaviours in Large Language Models') and from sentences of our own. No text of it is kept but these n-grams.";

/** Significant digits kept of a weight: more change no label. */
const DIGITS = 3;

/** `npm run train:refusals -- --data DIR`: evaluates, then learns from all answers and writes weights.json. */
async function main(): Promise<void> {
  const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
  if (data === undefined) {
    throw new TidemarkError(
      'invalid_input',
      'Name the folder of the recorded answers: npm run train:refusals -- --data DIR',
    );
  }
  const answers = await readLabelledAnswers(data);
  const results = leaveOneFamilyOut(answers);
  console.log('left out   answers  accuracy  precision  recall');
  for (const result of [...results, together(results)]) console.log(lineOf(result));

  const file = join(ROOT, 'lib/channels/model/refusal/weights.json');
  await writeFile(file, `${JSON.stringify(fileOf(trainWithBorder(answers)), null, 2)}\n`);
  console.log(`Wrote ${file}`);
}

function lineOf(result: FamilyResult): string {
  const { accuracy, precision, recall } = ratesOf(result);
  const shares = [accuracy.toFixed(4).padStart(8), precision.toFixed(4).padStart(9), recall.toFixed(4).padStart(6)];
  return [result.family.padEnd(9), String(result.answers).padStart(8), ...shares].join('  ');
}

function fileOf(model: TrainedModel): WeightsFile {
  const grams = [...model.grams].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    about: ABOUT,
    documents: model.documents,
    bias: Number(model.bias.toPrecision(DIGITS + 2)),
    marks: Object.fromEntries([...model.marks].map(([mark, weight]) => [mark, Number(weight.toPrecision(DIGITS))])),
    grams: grams.map(([gram, { weight }]) => `${model.counts.get(gram)} ${Number(weight.toPrecision(DIGITS))} ${gram}`),
  };
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
