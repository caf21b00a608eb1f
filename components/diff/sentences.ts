import { diffRows } from './rows.ts';
import type { Segment } from './words.ts';

/** A sentence that changed, old and new; a null side has no counterpart. */
export interface ChangedSentence {
  before: Segment[] | null;
  after: Segment[] | null;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What stands before an entry of a list; it belongs to the sentence after it. */
const LIST_MARK = /^\s*(\d+[.)]|[-*•])\s*$/u;

/** The sentences of a text in order; a line break ends one too, so that lists and code come apart. */
export function sentences(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const found: string[] = [];
    let mark = '';
    for (const { segment } of segmenter.segment(line)) {
      if (LIST_MARK.test(segment)) mark += segment;
      else {
        found.push((mark + segment).trimEnd());
        mark = '';
      }
    }
    return [...found, mark.trimEnd()].filter((sentence) => sentence.trim() !== '');
  });
}

/** What changed between two answers, sentence by sentence, with the words marked that set two versions apart. */
export function changedSentences(before: string, after: string): ChangedSentence[] {
  return diffRows(before, after, sentences)
    .filter(({ changed }) => changed)
    .map((row) => ({ before: row.before?.segments ?? null, after: row.after?.segments ?? null }));
}
