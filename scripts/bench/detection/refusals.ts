import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatCount } from '#lib/format/numbers.ts';
import { LABELLED_ANSWERS, readLabelledAnswers } from '../../refusals/dataset.ts';
import { type FamilyResult, leaveOneFamilyOut, ratesOf, together } from '../../refusals/evaluate.ts';

/** How well the classifier tells refusals of model families it did not learn from; says so where there are no labels. */
export async function refusalReport(folder: string): Promise<string> {
  if (!existsSync(join(folder, LABELLED_ANSWERS))) return `Refusals: not measured, there is no ${LABELLED_ANSWERS}\n`;
  const results = leaveOneFamilyOut(await readLabelledAnswers(folder));
  return `Refusals, each model family told by a classifier that never saw it\n${[...results, together(results)].map(line).join('')}`;
}

function line(result: FamilyResult): string {
  const { accuracy, precision, recall } = ratesOf(result);
  const rates = `accuracy ${accuracy.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
  return `  ${result.family.padEnd(8)} ${formatCount(result.answers, 'answer')}: ${rates}\n`;
}
