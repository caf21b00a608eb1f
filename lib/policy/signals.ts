import type { SignalKind, SignalName, SignalUnit } from '#lib/channels/model/types.ts';
import { formatShare } from '#lib/format/numbers.ts';

/** What a signal measures, for people who have not met it. Thresholds: SIGNAL_THRESHOLDS in thresholds.ts. */
export interface SignalInfo {
  kind: SignalKind;
  unit: SignalUnit;
  label: string;
  meaning: string;
  formula: string;
}

/** Every signal of the model channel, as the command line, the API and the console name it. */
export const SIGNAL_INFO: Record<SignalName, SignalInfo> = {
  hash_delta: {
    kind: 'mission',
    unit: 'share',
    label: 'Answers that differ',
    meaning: 'Share of answer pairs, one from this run and one from the baseline, that say something different.',
    formula: 'mean over prompts of differing pairs ÷ all pairs; layout and key order do not count',
  },
  embedding_drift: {
    kind: 'mission',
    unit: 'distance',
    label: 'Meaning',
    meaning: 'How far the meaning of the answers lies from the baseline, by a fixed sentence encoder.',
    formula:
      'mean cosine distance to the baseline, tested against its own spread; with one answer on each side, the norm of the mean difference of encodings',
  },
  judge: {
    kind: 'mission',
    unit: 'share',
    label: 'Judge',
    meaning: 'Share of prompts of which another model says that the answer is not equivalent to the baseline.',
    formula: 'judged different ÷ judged; exact McNemar against verdicts on two baseline answers',
  },
  refusal_shift: {
    kind: 'mission',
    unit: 'share',
    label: 'Refusals',
    meaning: 'Change in the share of refusal and edge-case prompts that the model declines.',
    formula: '|newly declined − no longer declined| ÷ prompts; exact McNemar',
  },
  answer_shift: {
    kind: 'further',
    unit: 'share',
    label: 'Choices',
    meaning: 'How much the choices on short prompts are distributed differently, spelling aside.',
    formula: 'mean over short prompts of the total variation between tonight’s and the baseline’s answers',
  },
  energy: {
    kind: 'further',
    unit: 'relative distance',
    label: 'Wording',
    meaning: 'How much further longer answers lie from the baseline than the baseline from itself.',
    formula:
      'energy distance by position and by character 4-grams, in units of the prompt’s mean distance, mean over prompts',
  },
  dispersion: {
    kind: 'further',
    unit: 'relative distance',
    label: 'Spread',
    meaning: 'Whether repeated answers vary more or less among themselves than in the baseline.',
    formula: '|mean distance within tonight − within the baseline| in units of the prompt’s mean distance',
  },
  style_length: {
    kind: 'further',
    unit: 'log ratio',
    label: 'Length',
    meaning: 'Whether answers became longer or shorter.',
    formula: '|mean over prompts of ln(characters now ÷ before)|',
  },
  style_lines: {
    kind: 'further',
    unit: 'log ratio',
    label: 'Lines',
    meaning: 'Whether answers run over more or fewer lines.',
    formula: '|mean over prompts of ln(lines now ÷ before)|, each plus one',
  },
  style_code: {
    kind: 'further',
    unit: 'share',
    label: 'Code blocks',
    meaning: 'Change in the share of answers with a fenced code block.',
    formula: '|mean over prompts of the change in share|',
  },
  style_markdown: {
    kind: 'further',
    unit: 'log ratio',
    label: 'Markdown',
    meaning: 'Whether answers use more or fewer headings, lists, tables, links and bold text.',
    formula: '|mean over prompts of ln(marks now ÷ before)|, each plus one',
  },
  vocabulary: {
    kind: 'further',
    unit: 'distance',
    label: 'Words',
    meaning: 'Whether the same words, marks or openings came or went on many prompts.',
    formula: 'norm of the mean over prompts of the difference of word vectors',
  },
  schema_validity: {
    kind: 'further',
    unit: 'share',
    label: 'Shape',
    meaning: 'Change in the share of answers that have the shape their prompt asks for.',
    formula: '|mean over prompts of the change in share|',
  },
  tool_calls: {
    kind: 'further',
    unit: 'share',
    label: 'Tool calls',
    meaning: 'Share of answer pairs that call different tools, or the same with other arguments.',
    formula: 'mean over prompts with tool calls of differing pairs ÷ all pairs',
  },
};

/** A signal's value, threshold or noise as people read it: `62 %`, `0.24`, `factor 1.8`. Null prints as a dash. */
export function formatSignalValue(unit: SignalUnit, value: number | null): string {
  if (value === null || unit === 'share') return formatShare(value);
  if (unit === 'log ratio') return `factor ${decimal(Math.exp(value))}`;
  return decimal(value);
}

function decimal(value: number): string {
  return value >= 0.995 ? value.toFixed(1) : String(Number(value.toPrecision(2)));
}
