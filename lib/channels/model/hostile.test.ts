import { describe, expect, it } from 'vitest';
import { toAnswer } from './answer.ts';
import { compareWithBaseline } from './compare.ts';
import type { Answer, ComparisonOptions, PromptSides } from './types.ts';

const PROMPTS = 20;
type Say = (promptId: number, repetition: number) => Parameters<typeof toAnswer>[0];

/** Twenty prompts with three baseline answers and one of tonight, unless told otherwise. */
function night(before: Say, now: Say, { baseline = 3, tonight = 1 } = {}): PromptSides<number>[] {
  const answers = (say: Say, count: number, promptId: number): Answer[] =>
    Array.from({ length: count }, (_, repetition) => toAnswer(say(promptId, repetition)));
  return Array.from({ length: PROMPTS }, (_, promptId) => ({
    promptId,
    stratum: promptId < 12 ? 'short' : 'behaviour',
    category: null,
    expectation: null,
    baseline: answers(before, baseline, promptId),
    tonight: answers(now, tonight, promptId),
    judged: null,
  }));
}

const same: Say = (promptId) => ({ output: `The answer to ${promptId} is forty-two.` });
const vector = (...values: number[]) => Float32Array.from(values);
const compare = (prompts: PromptSides<number>[], options: Partial<ComparisonOptions> = {}) =>
  compareWithBaseline(prompts, { seed: 1, permutationsWhenSmall: 999, ...options });
const signalOf = (comparison: ReturnType<typeof compare>, name: string) =>
  comparison.signals.find((signal) => signal.name === name);

describe('verdicts on odd answers', () => {
  it.each<[string, Say, Say, string]>([
    ['empty on both sides', () => ({ output: '' }), () => ({ output: '' }), 'stable'],
    ['suddenly empty', same, () => ({ output: '' }), 'drifted'],
    ['no longer empty', () => ({ output: '' }), same, 'drifted'],
    ['only whitespace more', same, (id) => ({ output: `  ${same(id, 0).output}\n\n` }), 'stable'],
    ['emoji', (id) => ({ output: `👩‍👩‍👧 ${id} 🇪🇺` }), (id) => ({ output: `👩‍👩‍👧 ${id} 🇪🇺` }), 'stable'],
    ['emoji in front of everything', same, (id) => ({ output: `👋🏽 ${same(id, 0).output}` }), 'drifted'],
    ['right to left', (id) => ({ output: `שלום ${id}` }), (id) => ({ output: `مرحبا ${id}` }), 'drifted'],
    ['lone surrogates', () => ({ output: 'a\ud800' }), () => ({ output: 'a\ud800' }), 'stable'],
    ['other lone surrogates', () => ({ output: 'a\ud800' }), () => ({ output: 'a\udc00' }), 'drifted'],
    [
      'a tool call instead of text',
      same,
      () => ({ output: '', toolCalls: [{ name: 'f', arguments: '{}' }] }),
      'drifted',
    ],
    [
      'other arguments',
      () => ({ output: '', toolCalls: [{ name: 'f', arguments: '{"a":1}' }] }),
      () => ({ output: '', toolCalls: [{ name: 'f', arguments: '{"a":2}' }] }),
      'drifted',
    ],
    [
      'arguments laid out anew',
      () => ({ output: '', toolCalls: [{ name: 'f', arguments: '{"a":1,"b":2}' }] }),
      () => ({ output: '', toolCalls: [{ name: 'f', arguments: '{ "b": 2, "a": 1 }' }] }),
      'stable',
    ],
  ])('%s', (_what, before, now, verdict) => {
    expect(compare(night(before, now)).verdict).toBe(verdict);
  });

  it('answers of a megabyte are judged in seconds', () => {
    const [lorem, ipsum] = ['lorem ', 'ipsum! '].map((word) => toAnswer({ output: word.repeat(160_000) }));
    expect.assert(lorem && ipsum);
    const nights = [lorem, ipsum].map((now) =>
      night(same, same).map((prompt) => ({ ...prompt, baseline: [lorem, lorem, lorem], tonight: [now] })),
    );
    const start = performance.now();
    expect(nights.map((prompts) => compare(prompts).verdict)).toEqual(['stable', 'drifted']);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('encodings', () => {
  const encoded =
    (embedding: Float32Array | null): Say =>
    (id) => ({ ...same(id, 0), embedding });
  const only = { signals: ['embedding_drift'] } as const;

  it('drift by meaning alone, in both modes', () => {
    for (const sides of [{ baseline: 3 }, { baseline: 1 }]) {
      const turned = compare(night(encoded(vector(1, 0)), encoded(vector(0, 1)), sides), {
        ...only,
        minBaselineRepetitions: 1,
      });
      expect(turned).toMatchObject({ verdict: 'drifted', signals: [{ name: 'embedding_drift', fired: true }] });
    }
  });

  it.each([
    ['none', null, vector(1, 0), /no usable sentence encodings/],
    ['not finite', vector(1, 0), vector(Number.NaN, 0), /no usable sentence encodings/],
    ['of different encoders', vector(1, 0), vector(1, 0, 0), /different encoders/],
  ])('%s: not measured, and said so', (_what, before, now, why) => {
    const prompts = night(encoded(before), encoded(now));
    expect(signalOf(compare(prompts), 'embedding_drift')).toMatchObject({
      value: null,
      pValue: null,
      fired: false,
      unmeasured: expect.stringMatching(why),
    });
    expect(compare(prompts).verdict).toBe('stable');
    expect(compare(prompts, only).verdict).toBe('unmeasured');
  });

  it('prompts without one are left out of it', () => {
    const half: Say = (id) => ({ ...same(id, 0), embedding: id < 10 ? vector(1, 0) : null });
    expect(signalOf(compare(night(half, half)), 'embedding_drift')?.detail).toMatchObject({
      judgedPrompts: 10,
      promptsWithoutEncoding: 10,
    });
  });
});

describe('evidence beside the verdict', () => {
  it('names a token limit that was lowered', () => {
    const cut: Say = (id) => ({ output: same(id, 0).output.slice(0, 12), finishReason: 'length' });
    const whole: Say = (id) => ({ ...same(id, 0), finishReason: 'stop' });
    const { verdict, reason } = compare(night(whole, cut));
    expect(verdict).toBe('drifted');
    expect(reason).toMatch(/The answers to 20 of 20.prompts now end at the token limit, .* lowered max_tokens\.$/);
    expect(compare(night(cut, cut)).reason).not.toMatch(/token limit/);
    expect(compare(night(same, cut)).reason).not.toMatch(/token limit/);
  });

  it('another served model alone is evidence, not drift', () => {
    const served =
      (servedModel: string, promptTokens: number): Say =>
      (id) => ({ ...same(id, 0), servedModel, promptTokens });
    const comparison = compare(night(served('m-1', 10), served('m-2', 11)));
    expect(comparison).toMatchObject({
      verdict: 'stable',
      pValue: 1,
      servedModel: {
        changed: true,
        models: { baseline: { 'm-1': 60 }, tonight: { 'm-2': 20 } },
        promptTokensChanged: 20,
      },
    });
    expect(comparison.servedModel?.findings[0]).toBe('Served model m-2 was never seen in the baseline (m-1).');
    expect(compare(night(served('m-1', 10), served('m-1', 10))).servedModel).toMatchObject({
      changed: false,
      findings: [],
    });
    expect(compare(night(same, same)).servedModel).toMatchObject({ changed: false, promptTokensCompared: 0 });
  });
});

describe('judge', () => {
  const judged = (tonightDiffers: boolean | null, baselineDiffers: boolean | null) =>
    night(same, same).map((prompt) => ({ ...prompt, judged: { tonightDiffers, baselineDiffers } }));

  it('fires by itself, at the price of one more family of tests', () => {
    const comparison = compare(judged(true, false));
    expect(comparison.verdict).toBe('drifted');
    expect(signalOf(comparison, 'judge')).toMatchObject({ value: 1, noise: 0, pValue: 2 ** -20, fired: true });
    expect(comparison.pValue).toBe(2 ** -19);
  });

  it('a judge that finds the baseline as different from itself is noise', () => {
    expect(compare(judged(true, true)).verdict).toBe('stable');
    expect(compare(judged(false, true)).verdict).toBe('stable');
  });

  it('a judge without a usable verdict is unmeasured and costs the others nothing', () => {
    const comparison = compare(judged(null, null));
    expect(signalOf(comparison, 'judge')).toMatchObject({
      value: null,
      unmeasured: 'The judge gave no usable verdict.',
    });
    expect(signalOf(compare(night(same, same)), 'judge')).toMatchObject({ unmeasured: 'No judge is configured.' });
    expect(comparison.pValue).toBe(1);
  });
});

describe('explanation', () => {
  it('names the prompts that moved, the largest first, and what each signal saw of them', () => {
    const now: Say = (id) =>
      id % 2 ? { output: 'I am sorry, but I cannot help with that request today.' } : same(id, 0);
    const comparison = compare(night(same, now));
    const hash = signalOf(comparison, 'hash_delta');
    expect(hash?.movers).toHaveLength(10);
    expect(hash?.movers.every(({ promptId, value, noise }) => promptId % 2 === 1 && value === 1 && noise === 0)).toBe(
      true,
    );
    expect(comparison.prompts[1]?.signals.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['hash_delta', 'vocabulary']),
    );
    expect(comparison.reason).toMatch(
      /^Changed beyond the baseline’s own noise \(p.=.*10 of 20.prompts answer differently/,
    );
  });

  it('a run that is not judged still shows what it measured', () => {
    const comparison = compare(night(same, () => ({ output: 'No.' }), { baseline: 2 }));
    expect(comparison).toMatchObject({ verdict: 'calibrating', pValue: null, permutations: null });
    expect(signalOf(comparison, 'hash_delta')).toMatchObject({
      value: 1,
      pValue: null,
      unmeasured: 'The run is not judged.',
    });
  });
});
