import type { ErrorCode } from '#lib/platform/errors.ts';
import type { Comparison, ComparisonOptions, PromptSides } from '../types.ts';

/** What the comparer's thread is asked. */
export interface Question {
  prompts: readonly PromptSides<number>[];
  options: ComparisonOptions;
}

/** What it answers. */
export type Reply =
  | { kind: 'compared'; comparison: Comparison<number> }
  | { kind: 'failed'; code: ErrorCode; message: string };
