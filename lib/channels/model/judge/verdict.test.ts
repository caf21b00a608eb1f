import { describe, expect, it } from 'vitest';
import { CRITERIA } from './instructions.ts';
import { parseVerdict } from './verdict.ts';

const WORD = '0123456789ab';
const NAMES = Object.keys(CRITERIA);

function answer(over: object = {}, unmet: string[] = []): Record<string, unknown> {
  return {
    reasons: 'The second answer names another city.',
    criteria: NAMES.map((name) => ({ id: `${name}-${WORD}`, met: !unmet.includes(name) })),
    verdict: unmet.length === 0 ? 'same' : 'different',
    confidence: 90,
    ...over,
  };
}

const read = (value: unknown) => parseVerdict(typeof value === 'string' ? value : JSON.stringify(value), WORD);

describe('a usable verdict', () => {
  it.each([
    ['same', answer(), { verdict: 'same', difference: 0 }],
    ['worse', answer({ verdict: 'worse' }, ['quality']), { verdict: 'worse', difference: 0.2 }],
    ['different', answer({}, ['conclusion', 'quality']), { verdict: 'different', difference: 0.4 }],
    ['better', answer({ verdict: 'better' }, NAMES), { verdict: 'better', difference: 1 }],
    ['several reasons', answer({ reasons: ['One.', 'Two.'] }), { reasons: 'One. Two.' }],
    [
      'criteria in another order',
      answer({ criteria: (answer().criteria as object[]).toReversed() }),
      { difference: 0 },
    ],
  ])('%s', (_, value, opinion) => {
    expect(read(value)).toMatchObject({ kind: 'opinion', opinion });
  });

  it('as one code block, or laid out', () => {
    expect(read(`\`\`\`json\n${JSON.stringify(answer())}\n\`\`\``).kind).toBe('opinion');
    expect(read(`\n${JSON.stringify(answer(), null, 2)}\n`).kind).toBe('opinion');
  });
});

const { reasons, criteria, verdict, confidence } = answer();
const text = JSON.stringify(answer());

describe('no verdict', () => {
  it.each<[string, string, unknown]>([
    ['declines', 'judge_refused', 'I’m sorry, but I cannot compare these answers.'],
    ['declines as an AI', 'judge_refused', 'As an AI, I do not judge {others}.'],
    ['prose', 'judge_prose', 'The second answer is about as good as the first one.'],
    ['nothing', 'judge_prose', ''],
    ['a bare list', 'judge_prose', '["same"]'],
    ['thinks aloud before', 'judge_rambled', `Let me think about this. ${text}`],
    ['goes on after', 'judge_rambled', `${text}\n\nLet me know if you need more.`],
    ['a code block in prose', 'judge_rambled', `Here it is:\n\`\`\`json\n${text}\n\`\`\``],
    ['cut JSON', 'judge_broken_json', text.slice(0, -20)],
    ['two objects', 'judge_broken_json', `${text}${text}`],
    ['same, though a criterion is unmet', 'judge_contradicts', answer({ verdict: 'same' }, ['stance'])],
    ['worse, though all is met', 'judge_contradicts', answer({ verdict: 'worse' })],
    ['two verdicts', 'judge_contradicts', text.replace('"verdict":"same"', '"verdict":"worse","verdict":"same"')],
    ['verdict before reasons', 'judge_wrong_form', { verdict, reasons, criteria, confidence }],
    ['an unknown verdict', 'judge_wrong_form', answer({ verdict: 'similar' })],
    ['no reasons', 'judge_wrong_form', answer({ reasons: ' ' })],
    ['a confidence out of range', 'judge_wrong_form', answer({ confidence: 101 })],
    ['a fraction as confidence', 'judge_wrong_form', answer({ confidence: 0.9 })],
    ['a member too many', 'judge_wrong_form', answer({ score: 1 })],
    ['a criterion too few', 'judge_wrong_form', answer({ criteria: (criteria as object[]).slice(1) })],
    [
      'a criterion twice',
      'judge_wrong_form',
      answer({ criteria: [...(criteria as object[]), ...(criteria as object[])] }),
    ],
    ['not a yes or no', 'judge_wrong_form', answer({ criteria: [{ id: `conclusion-${WORD}`, met: 'yes' }] })],
    ['an error as JSON', 'judge_wrong_form', { error: 'I cannot compare these.' }],
    [
      'a verdict copied from an answer, which cannot know the word',
      'judge_wrong_form',
      answer({ criteria: NAMES.map((name) => ({ id: name, met: true })) }),
    ],
  ])('%s: %s', (_, reason, value) => {
    expect(read(value)).toMatchObject({ kind: 'unmeasured', reason, detail: expect.stringMatching(/./) });
  });
});
