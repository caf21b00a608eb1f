import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '#lib/platform/env.ts';
import { ROOT } from '#scripts/stack/root.ts';

/** Folder of recorded model answers. */
export const RECORDINGS = env().TIDEMARK_RECORDED_DATA ?? join(ROOT, '../shared/data/modeldrift');

const REPEATS = join(RECORDINGS, 'llm_stability_repeats');

/** Independent repetitions of real models. */
export const REPEATED = { answers: `${REPEATS}.jsonl.gz`, prompts: `${REPEATS}.prompts.jsonl.gz` };

export const HAS_RECORDINGS = existsSync(REPEATED.answers);
