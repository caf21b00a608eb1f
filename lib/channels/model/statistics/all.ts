import { answerShift } from './answer-shift.ts';
import { dispersion } from './dispersion.ts';
import { embeddingDrift } from './embedding-drift.ts';
import { energy } from './energy.ts';
import { hashDelta } from './hash-delta.ts';
import type { PermutedSignalName, Statistic } from './measurement.ts';
import { refusalShift } from './refusal-shift.ts';
import { schemaValidity } from './schema-validity.ts';
import { styleCode } from './style-code.ts';
import { styleLength } from './style-length.ts';
import { styleLines } from './style-lines.ts';
import { styleMarkdown } from './style-markdown.ts';
import { toolCalls } from './tool-calls.ts';
import { vocabulary } from './vocabulary.ts';

/** Every signal that is tested by the shared permutations. */
export const STATISTICS = {
  hash_delta: hashDelta,
  embedding_drift: embeddingDrift,
  refusal_shift: refusalShift,
  answer_shift: answerShift,
  energy,
  dispersion,
  style_length: styleLength,
  style_lines: styleLines,
  style_code: styleCode,
  style_markdown: styleMarkdown,
  vocabulary,
  schema_validity: schemaValidity,
  tool_calls: toolCalls,
} as const satisfies Record<PermutedSignalName, Statistic>;
