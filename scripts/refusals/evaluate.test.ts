import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { env } from '#lib/platform/env.ts';
import { LABELLED_ANSWERS, readLabelledAnswers } from './dataset.ts';
import { leaveOneFamilyOut, ratesOf, together } from './evaluate.ts';

const folder = resolve(env().TIDEMARK_RECORDED_DATA ?? resolve(import.meta.dirname, '../../../shared/data/modeldrift'));
const present = existsSync(join(folder, LABELLED_ANSWERS));
if (!present) console.warn(`Skipped: no ${LABELLED_ANSWERS} in ${folder}; set TIDEMARK_RECORDED_DATA to its folder.`);

describe.skipIf(!present)('refusal classifier on labelled answers', () => {
  it('labels families that it has not seen, learnt from a third of the answers', async () => {
    const answers = await readLabelledAnswers(folder);
    const results = leaveOneFamilyOut(answers.filter((_, index) => index % 3 === 0));
    expect(results.map(({ family, answers: count }) => [family, count])).toEqual([
      ['gpt4', 150],
      ['llama2', 300],
      ['mistral', 300],
    ]);
    // The whole data gives .940 (npm run train:refusals); a third has a third of the phrases.
    expect(ratesOf(together(results)).accuracy).toBeGreaterThan(0.9);
  });
});
