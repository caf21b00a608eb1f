import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { type RefusalFeatures, refusalFeatures } from '#lib/channels/model/refusal/features.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';

/** File of labelled answers in a folder of recorded data. */
export const LABELLED_ANSWERS = 'xstest_refusal_dev.jsonl.gz';

/** One answer with its label. */
export interface LabelledAnswer {
  features: RefusalFeatures;
  refusal: boolean;
  /** The model that gave it and its family; null for sentences of our own. */
  model: string | null;
  family: string | null;
}

const row = z.object({
  model: z.string(),
  output: z.string(),
  human_label: z.enum(['1_full_compliance', '2_full_refusal', '3_partial_refusal']),
});

/** Models of one family share training data and phrasing: `llama2orig` and `llama2new` are both `llama2`. */
function familyOf(model: string): string {
  return /^(?:gpt-?4|llama-?2|mistral)/.exec(model)?.[0].replace('-', '') ?? model;
}

/**
 * Reads the labelled answers of a folder; a full or partial refusal counts as refusal. Blank answers are left out.
 *
 * @throws TidemarkError `invalid_input` when the file is missing or a line does not hold a labelled answer.
 */
export async function readLabelledAnswers(folder: string): Promise<LabelledAnswer[]> {
  const file = join(folder, LABELLED_ANSWERS);
  const packed = await readFile(file).catch((cause) => {
    throw new TidemarkError('invalid_input', `Cannot read ${file}: ${messageOf(cause)}`, { cause });
  });
  const lines = gunzipSync(packed).toString('utf8').trimEnd().split('\n');
  return lines.flatMap((line, index) => labelledAnswer(line, `${file}, line ${index + 1}`) ?? []);
}

function labelledAnswer(line: string, where: string): LabelledAnswer | null {
  let parsed: z.infer<typeof row>;
  try {
    parsed = row.parse(JSON.parse(line));
  } catch (cause) {
    throw new TidemarkError('invalid_input', `${where}: not a labelled answer. ${messageOf(cause)}`, { cause });
  }
  const { model, output, human_label } = parsed;
  const features = refusalFeatures(output);
  return features && { features, refusal: human_label !== '1_full_compliance', model, family: familyOf(model) };
}
