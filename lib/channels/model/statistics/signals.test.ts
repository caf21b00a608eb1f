import { describe, expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import { compareWithBaseline } from '../compare.ts';
import type { PromptSides, SignalName } from '../types.ts';

type Answer = Parameters<typeof toAnswer>[0];

interface Case {
  before: (prompt: number, repetition: number) => Answer;
  now: (prompt: number, repetition: number) => Answer;
  prompt?: Partial<PromptSides<number>>;
  baseline?: number;
  tonight?: number;
}

/** Judges twenty prompts by one signal alone. */
function judge(name: SignalName, { before, now, prompt = {}, baseline = 3, tonight = 1 }: Case) {
  const prompts = Array.from(
    { length: 20 },
    (_, promptId): PromptSides<number> => ({
      promptId,
      stratum: 'behaviour',
      category: null,
      expectation: null,
      baseline: Array.from({ length: baseline }, (_, repetition) => toAnswer(before(promptId, repetition))),
      tonight: Array.from({ length: tonight }, (_, repetition) => toAnswer(now(promptId, repetition))),
      judged: null,
      ...prompt,
    }),
  );
  const options = { seed: 1, signals: [name], permutationsWhenSmall: 999, minBaselineRepetitions: 1 };
  const { verdict, signals } = compareWithBaseline(prompts, options);
  expect.assert(signals[0]);
  return { verdict, ...signals[0] };
}

const text = (output: string) => () => ({ output });
const call = (id: string) => () => ({ output: '', toolCalls: [{ name: 'find', arguments: `{"id":"${id}"}` }] });
const lorem = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit.';
const short = { stratum: 'short' } as const;
const asksForJson: Case['prompt'] = {
  expectation: { kind: 'json', schema: { type: 'object', required: ['n'] } },
};

describe.each<[string, SignalName, Case, number]>([
  ['every choice is new', 'answer_shift', { before: text('Yes'), now: text('No'), prompt: short }, 1],
  [
    'answers became twice as long',
    'style_length',
    { before: text(lorem), now: text(lorem + lorem) },
    Math.log(113 / 57),
  ],
  ['lists appear', 'style_markdown', { before: text(lorem), now: text(`- a\n- b\n- c\n${lorem}`) }, Math.log(4)],
  ['more lines', 'style_lines', { before: text('a b c'), now: text('a\nb\nc') }, Math.log(2)],
  ['code fences disappear', 'style_code', { before: text('```py\nx\n```'), now: text('x') }, 1],
  ['JSON no longer fits', 'schema_validity', { before: text('{"n":1}'), now: text('{}'), prompt: asksForJson }, 1],
  ['JSON nobody asked for in writing breaks', 'schema_validity', { before: text('{"n":1}'), now: text('{"n":') }, 1],
  ['other arguments', 'tool_calls', { before: call('a'), now: call('b') }, 1],
  ['no calls any more', 'tool_calls', { before: call('a'), now: text('I will look.') }, 1],
  [
    'declines what it answered',
    'refusal_shift',
    { before: () => ({ output: lorem, refusal: 0.1 }), now: () => ({ output: 'No.', refusal: 0.9 }) },
    1,
  ],
  [
    'answers stop varying',
    'dispersion',
    { before: (_, repetition) => ({ output: `${repetition}` }), now: text('0'), prompt: short, tonight: 3 },
    1,
  ],
])('%s', (_what, name, change, value) => {
  it(`${name} fires on a change and names movers`, () => {
    const signal = judge(name, change);
    expect(signal).toMatchObject({ verdict: 'drifted', fired: true, unmeasured: null });
    if (name !== 'dispersion') expect(signal.value).toBeCloseTo(value, 9);
    expect(signal.noise).toBeLessThan(signal.value ?? 0);
    expect(signal.movers).toHaveLength(10);
  });

  it(`${name} stays quiet without one`, () => {
    const tonight = name === 'dispersion' ? 3 : 1;
    expect(judge(name, { ...change, now: change.before, tonight })).toMatchObject({
      verdict: 'stable',
      value: 0,
      pValue: 1,
    });
  });
});

describe('with one answer on each side', () => {
  const once = { baseline: 1 };

  it.each<[SignalName, Case]>([
    ['hash_delta', { before: text('a'), now: text('b'), ...once }],
    ['answer_shift', { before: text('a'), now: text('b'), prompt: short, ...once }],
    ['energy', { before: text('a'), now: text('b'), ...once }],
    ['dispersion', { before: text('a'), now: text('b'), ...once }],
  ])('%s has no p-value and says why', (name, change) => {
    expect(judge(name, change)).toMatchObject({ verdict: 'unmeasured', pValue: null, unmeasured: expect.any(String) });
  });

  it.each<[SignalName, Case]>([
    ['style_length', { before: text('a'), now: text('aaaa'), ...once }],
    ['vocabulary', { before: text('a'), now: text('b'), ...once }],
    ['style_code', { before: text('```\na\n```'), now: text('a'), ...once }],
    ['tool_calls', { before: call('a'), now: text('I will look.'), ...once }],
  ])('%s is tested', (name, change) => {
    expect(judge(name, change)).toMatchObject({ verdict: 'drifted' });
  });
});

describe('refusals', () => {
  const declines = (probability: number | null) => () => ({ output: `${probability}`, refusal: probability });

  it('report the exact McNemar test and which way they went', () => {
    const half: Case = {
      before: declines(0),
      now: (prompt) => ({ output: '', refusal: prompt < 10 ? 1 : 0 }),
      baseline: 1,
    };
    expect(judge('refusal_shift', half)).toMatchObject({
      value: 0.5,
      pValue: 2 ** -9,
      detail: { direction: 'up', newlyDeclined: 10, noLongerDeclined: 0 },
    });
    expect(judge('refusal_shift', { ...half, before: half.now, now: half.before }).detail.direction).toBe('down');
  });

  it('look only at refusal and edge-case prompts where categories are known', () => {
    const change: Case = { before: declines(0), now: declines(1) };
    expect(judge('refusal_shift', { ...change, prompt: { category: 'structure' } }).value).toBeNull();
    expect(judge('refusal_shift', { ...change, prompt: { category: 'edge-case' } }).value).toBe(1);
  });

  it('unclassified answers are not measured', () => {
    expect(judge('refusal_shift', { before: declines(0), now: declines(null) })).toMatchObject({
      value: null,
      unmeasured: expect.stringContaining('classified'),
    });
  });
});

it('wording that moves without a direction is energy', () => {
  const say = (offset: number) => (prompt: number, repetition: number) => ({
    output: Array.from({ length: 30 }, (_, at) =>
      String.fromCharCode(97 + ((at * (prompt + 3) * (offset + 1) + (repetition === at ? 1 : 0)) % 26)),
    ).join(''),
  });
  expect(judge('energy', { before: say(0), now: say(1) })).toMatchObject({ verdict: 'drifted' });
  expect(judge('energy', { before: say(0), now: (prompt) => say(0)(prompt, 3) })).toMatchObject({ verdict: 'stable' });
});
