import type { SignalName } from '#lib/channels/model/types.ts';

const QUESTION: Record<SignalName, string> = {
  hash_delta: 'Do the answers differ more than they differ anyway?',
  embedding_drift: 'Do they mean something else?',
  judge: 'Would another model call them different?',
  refusal_shift: 'Does it decline more or less?',
  answer_shift: 'Does it choose differently?',
  energy: 'Are they worded differently?',
  dispersion: 'Do they vary more or less?',
  style_length: 'Are they longer or shorter?',
  style_lines: 'Do they run over more or fewer lines?',
  style_code: 'Is there more or less code?',
  style_markdown: 'Is there more or less Markdown?',
  vocabulary: 'Did words come or go?',
  schema_validity: 'Do they still have the asked shape?',
  tool_calls: 'Does it call other tools?',
};

const KNOWN: Readonly<Record<string, string | undefined>> = QUESTION;

/** The question that the chart of a signal answers. */
export function questionOf(name: string): string {
  return KNOWN[name] ?? name;
}
