import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import * as z from 'zod';
import { type RefusalFeatures, refusalFeatures } from '#lib/channels/model/refusal/features.ts';

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

/** Reads the labelled answers of a folder; a full or partial refusal counts as refusal. Blank answers are left out. */
export async function readLabelledAnswers(folder: string): Promise<LabelledAnswer[]> {
  const lines = createInterface({ input: createReadStream(join(folder, LABELLED_ANSWERS)).pipe(createGunzip()) });
  const answers: LabelledAnswer[] = [];
  for await (const line of lines) {
    const { model, output, human_label } = row.parse(JSON.parse(line));
    const features = refusalFeatures(output);
    const refusal = human_label !== '1_full_compliance';
    if (features !== null) answers.push({ features, refusal, model, family: familyOf(model) });
  }
  return answers;
}
