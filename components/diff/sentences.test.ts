import { describe, expect, it } from 'vitest';
import { changedSentences, sentences } from './sentences.ts';
import type { Segment } from './words.ts';

const text = (segments: Segment[] | null) => segments?.map((segment) => segment.text).join('') ?? null;
const marked = (segments: Segment[] | null) => segments?.filter((segment) => segment.marked).map(({ text }) => text);

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['- a\n- b\n\n', ['- a', '- b']],
    ['Version 1.5 is out. See a.py.', ['Version 1.5 is out.', 'See a.py.']],
    ['1. Open it. 2. Close it.', ['1. Open it.', '2. Close it.']],
    ['3.', ['3.']],
    ['', []],
  ])('%j', (given, expected) => expect(sentences(given)).toEqual(expected));
});

describe('changedSentences', () => {
  it('leaves out what stayed, marks the words that set two versions apart', () => {
    const [first, ...rest] = changedSentences(
      'It is late. The job ends at nine. Bye.',
      'It is late. The job ends at ten. Bye.',
    );
    expect(rest).toEqual([]);
    expect(marked(first?.before ?? null)).toEqual(['nine']);
    expect(marked(first?.after ?? null)).toEqual(['ten']);
  });

  it('shows what came and what went without a counterpart', () => {
    const changes = changedSentences('It is late.', 'Sure, happy to help! It is late.');
    expect(changes.map(({ before, after }) => [text(before), text(after)])).toEqual([[null, 'Sure, happy to help!']]);
  });

  it('is empty for equal texts', () => expect(changedSentences('Same. Same.', 'Same. Same.')).toEqual([]));
});
