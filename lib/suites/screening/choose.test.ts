import { describe, expect, it } from 'vitest';
import { specFor } from '#lib/testing/prompts.ts';
import { CATEGORIES, type Category, type Stratum } from '../vocabulary.ts';
import { chooseVersion, type Screened } from './choose.ts';
import { screenPrompt } from './classify.ts';
import { promptsOf } from './content.ts';

const ANSWERS = {
  stable: 'aaaaa',
  border: 'aaaab',
  tie: 'aaabb',
  noisy: 'abcde',
  unmeasured: 'aa',
} as const;

/** A prompt whose five answers are the letters given. */
function prompt(
  id: string,
  kind: keyof typeof ANSWERS | null,
  {
    category = 'reasoning',
    stratum = 'short',
    isPresent = false,
  }: Partial<{ category: Category; stratum: Stratum; isPresent: boolean }> = {},
): Screened {
  const answers = kind === null ? [] : [...ANSWERS[kind]].map((letter) => ({ canonicalHash: letter, text: letter }));
  return {
    spec: specFor(id, { category, stratum }),
    screening: kind === null ? null : screenPrompt(answers, 5),
    isPresent,
  };
}

/** Two candidates of each category, `kind` each. */
const two = (kind: keyof typeof ANSWERS, name: string = kind) =>
  CATEGORIES.flatMap((category) => [1, 2].map((number) => prompt(`${category}-${name}${number}`, kind, { category })));

const behaviour = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    prompt(`b${index}`, null, {
      stratum: 'behaviour',
      isPresent: true,
      category: CATEGORIES[index % 5] ?? 'structure',
    }),
  );

const present = (count: number, kind: keyof typeof ANSWERS | null) =>
  Array.from({ length: count }, (_, index) => prompt(`old${index}`, kind, { isPresent: true }));

const idsOf = (choice: ReturnType<typeof chooseVersion>) => promptsOf(choice).map(({ spec }) => spec.id);

describe('a screening of one prompt', () => {
  it.each([
    ['aaaaa', 5, 'stable', 0],
    ['aaaab', 5, 'border', 0.72],
    ['aaabb', 5, 'border', 0.97],
    ['aaabc', 5, 'border', 1.37],
    ['aabbc', 5, 'noisy', 1.52],
    ['abcde', 5, 'noisy', 2.32],
    ['aaaa', 5, 'stable', 0],
    ['aaa', 5, 'unmeasured', 0],
    ['', 5, 'unmeasured', 0],
    ['', 0, 'unmeasured', 0],
  ])('answers %s of %i asked are %s', (letters, asked, kind, bits) => {
    const screened = screenPrompt(
      [...letters].map((letter) => ({ canonicalHash: letter, text: letter })),
      asked,
    );
    expect(screened).toMatchObject({ kind, asked, measured: letters.length, distinct: new Set(letters).size });
    expect(screened.entropyBits).toBeCloseTo(bits, 2);
  });

  it('keeps the answers seen most, cut short, the most frequent first', () => {
    const answers = [...'baaacdef'].map((letter) => ({ canonicalHash: letter, text: letter.repeat(300) }));
    const { answers: kept } = screenPrompt(answers, 8);
    expect(kept).toHaveLength(5);
    expect(kept[0]).toEqual({ text: `${'a'.repeat(199)}…`, count: 3 });
  });
});

describe('a proposed version', () => {
  it('has 12 short prompts, half of them on the border, the nearest to a tie first, and all categories', () => {
    const choice = chooseVersion([...two('border'), ...two('tie'), ...two('stable'), ...two('noisy'), ...behaviour(8)]);
    const chosen = promptsOf(choice);
    const short = chosen.filter(({ spec }) => spec.stratum === 'short');
    expect(short).toHaveLength(12);
    expect(chosen).toHaveLength(20);
    const border = short.filter(({ screening }) => screening?.kind === 'border');
    expect(border).toHaveLength(6);
    expect(border.every(({ spec }) => spec.id.includes('tie'))).toBe(true);
    expect(new Set(border.map(({ spec }) => spec.category))).toEqual(new Set(CATEGORIES));
    expect(short.filter(({ screening }) => screening?.kind === 'stable')).toHaveLength(6);
    expect(choice.warnings).toEqual([]);
  });

  it('keeps the behaviour prompts of the present version, and fills up where it has fewer', () => {
    const others = CATEGORIES.map((category) => prompt(`new-${category}`, 'noisy', { stratum: 'behaviour', category }));
    const kept = idsOf(chooseVersion([...two('stable'), ...others, ...behaviour(8)]));
    expect(kept.filter((id) => id.startsWith('b'))).toHaveLength(8);
    expect(kept.filter((id) => id.startsWith('new-'))).toEqual([]);
    const filled = idsOf(chooseVersion([...two('stable'), ...others, ...behaviour(4)]));
    expect(filled).toContain('new-edge-case');
    expect(filled.filter((id) => /^(b\d|new-)/.test(id))).toHaveLength(8);
  });

  it('prefers present prompts among equals, and says of each why it is in or out', () => {
    const choice = chooseVersion([
      ...two('stable'),
      ...two('tie'),
      ...present(2, 'tie'),
      prompt('wild', 'noisy', { isPresent: true }),
    ]);
    const byId = new Map(choice.prompts.map((each) => [each.spec.id, each]));
    expect(byId.get('old0')).toMatchObject({ change: 'kept', reason: expect.stringContaining('0.97 bits') });
    expect(byId.get('wild')).toMatchObject({
      change: 'removed',
      reason: expect.stringContaining('5 different answers'),
    });
    expect([...byId.values()].filter(({ change }) => change === 'passed_over').length).toBeGreaterThan(0);
  });

  it('takes more border prompts where too few are stable, and warns', () => {
    const choice = chooseVersion([...two('tie'), ...two('border')]);
    expect(promptsOf(choice)).toHaveLength(12);
    expect(choice.warnings).toEqual(['No prompt is stable, so every night will be noisy.']);
  });

  it('keeps unfit present prompts for want of better ones, never unfit candidates', () => {
    const choice = chooseVersion([...two('noisy'), ...two('unmeasured'), ...present(12, null), ...behaviour(8)]);
    const short = promptsOf(choice).filter(({ spec }) => spec.stratum === 'short');
    expect(short.map(({ change }) => change)).toEqual(Array(12).fill('kept'));
    expect(choice.warnings).toContain('12 short prompts of the present version stay only for want of better ones.');
  });

  it('says what is missing', () => {
    const choice = chooseVersion([prompt('only', 'stable')]);
    expect(idsOf(choice)).toEqual(['only']);
    expect(choice.warnings).toEqual([
      'No prompt sits on the border, so small changes will be hard to see.',
      'Only 1 short prompt of 12 could be found.',
      'Nothing probes structure or refusal or tool-use or edge-case.',
    ]);
  });

  it('counts a prompt that is both candidate and present once, by its fresh answers', () => {
    const choice = chooseVersion([
      prompt('both', 'tie', { isPresent: true }),
      prompt('both', null, { isPresent: true }),
    ]);
    expect(choice.prompts).toHaveLength(1);
    expect(choice.prompts[0]).toMatchObject({ change: 'kept', screening: { kind: 'border' } });
  });

  it('is the same whatever happened before: no randomness, stable order', () => {
    const prompts = [...two('tie'), ...two('stable'), ...behaviour(8)];
    expect(chooseVersion(prompts)).toEqual(chooseVersion(prompts));
  });
});
