import { z } from 'zod';
import { id, instant } from './common.ts';

export const suiteVersionSummary = z.object({
  id,
  number: z.int(),
  contentHash: z.string(),
  promptCount: z.int(),
  publishedAt: instant,
  publishedBy: z.string().nullable(),
  retiredAt: instant.nullable(),
});

export const suiteView = z.object({
  id,
  key: z.string(),
  title: z.string(),
  description: z.string(),
  endpointCount: z.int(),
  versions: z.array(suiteVersionSummary),
});

/** A prompt with how it has behaved over the latest evaluated runs of the version. */
export const suitePromptView = z.object({
  id,
  key: z.string(),
  position: z.int(),
  category: z.string(),
  stratum: z.string(),
  /** The frozen specification (see lib/suites/format.ts). */
  spec: z.unknown(),
  /** Mean share of differing answer pairs within baselines, 0 to 1; null where none is ready. */
  variability: z.number().nullable(),
  lastMovedRunId: id.nullable(),
  lastMovedAt: instant.nullable(),
});

export const suiteVersionDetail = suiteVersionSummary.extend({
  suite: z.object({ id, key: z.string(), title: z.string() }),
  prompts: z.array(suitePromptView),
});

export type SuiteView = z.infer<typeof suiteView>;
export type SuiteVersionSummary = z.infer<typeof suiteVersionSummary>;
export type SuiteVersionDetail = z.infer<typeof suiteVersionDetail>;
export type SuitePromptView = z.infer<typeof suitePromptView>;
