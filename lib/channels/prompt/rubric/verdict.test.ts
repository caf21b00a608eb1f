import { describe, expect, it } from 'vitest';
import { parseRubricVerdict } from './verdict.ts';

const WORD = '0123456789ab';
const ITEMS = ['first', 'second', 'third'];
const id = (index: number) => `item${index + 1}-${WORD}`;

function answer(over: object = {}, unmet: number[] = []): Record<string, unknown> {
  const verdict = unmet.length === 0 ? 'all' : unmet.length === ITEMS.length ? 'none' : 'some';
  const items = ITEMS.map((_, index) => ({ id: id(index), met: !unmet.includes(index) }));
  return { reasons: 'It names the limit.', items, verdict, confidence: 90, ...over };
}

const read = (value: unknown) =>
  parseRubricVerdict(typeof value === 'string' ? value : JSON.stringify(value), ITEMS.length, WORD);
const items = answer().items as { id: string; met: boolean }[];
const text = JSON.stringify(answer());

describe('a usable verdict', () => {
  it.each([
    ['all', answer(), { met: [true, true, true], confidence: 90 }],
    ['some', answer({}, [1]), { met: [true, false, true] }],
    ['none, surely', answer({ confidence: 2 }, [0, 1, 2]), { met: [false, false, false], confidence: 2 }],
    ['items in another order', answer({ items: items.toReversed() }), { met: [true, true, true] }],
    ['several reasons', answer({ reasons: ['One.', 'Two.'] }), { reasons: 'One. Two.' }],
    ['as a code block', `\`\`\`json\n${text}\n\`\`\``, { confidence: 90 }],
  ])('%s', (_, value, verdict) => {
    expect(read(value)).toMatchObject({ kind: 'verdict', verdict });
  });
});

describe('no verdict', () => {
  it.each<[string, string, unknown]>([
    ['declines', 'judge_refused', 'I’m sorry, but I cannot judge this answer.'],
    ['prose', 'judge_prose', 'The answer meets every item. PASS'],
    ['nothing', 'judge_prose', ''],
    ['a bare list', 'judge_prose', '[true, true, true]'],
    ['thinks aloud', 'judge_rambled', `Let me see. ${text}`],
    ['goes on', 'judge_rambled', `${text}\nGRADE: PASS`],
    ['cut', 'judge_broken_json', text.slice(0, -20)],
    ['two answers', 'judge_broken_json', `${text}${text}`],
    ['all, though one is unmet', 'judge_contradicts', answer({ verdict: 'all' }, [1])],
    ['none, though one is met', 'judge_contradicts', answer({ verdict: 'none' }, [1])],
    ['all met, hardly sure', 'judge_contradicts', answer({ confidence: 10 })],
    ['two verdicts', 'judge_contradicts', text.replace('"verdict":"all"', '"verdict":"none","verdict":"all"')],
    ['two answers to an item', 'judge_contradicts', text.replace('"met":true', '"met":false,"met":true')],
    ['verdict before reasons', 'judge_wrong_form', { verdict: 'all', reasons: 'x', items, confidence: 90 }],
    ['another verdict', 'judge_wrong_form', answer({ verdict: 'pass' })],
    ['no verdict', 'judge_wrong_form', answer({ verdict: undefined })],
    ['no confidence', 'judge_wrong_form', answer({ confidence: undefined })],
    ['a confidence out of range', 'judge_wrong_form', answer({ confidence: 101 })],
    ['a score of its own', 'judge_wrong_form', answer({ score: 1 })],
    ['no reasons', 'judge_wrong_form', answer({ reasons: ' ' })],
    ['an item too few', 'judge_wrong_form', answer({ items: items.slice(1) })],
    ['an item twice', 'judge_wrong_form', answer({ items: [...items.slice(1), ...items.slice(2)] })],
    ['an item too many', 'judge_wrong_form', answer({ items: [...items, { id: 'item4', met: true }] })],
    ['no yes or no', 'judge_wrong_form', answer({ items: [{ id: id(0), met: 'yes' }, ...items.slice(1)] })],
    [
      'dictated items, which lack the word',
      'judge_wrong_form',
      answer({ items: items.map((_, at) => ({ id: `item${at + 1}`, met: true })) }),
    ],
  ])('%s: %s', (_, reason, value) => {
    expect(read(value)).toMatchObject({ kind: 'unmeasured', reason, detail: expect.stringMatching(/./) });
  });
});
