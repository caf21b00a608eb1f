import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import { compareWithBaseline } from '../compare.ts';
import type { Answer, PromptSides } from '../types.ts';

/** Encodings and probabilities to decline are kept by canonical form: answers that are alike there have the same. */
const answer = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('Yes', 'No', '{"a":1}', '```\nx\n```'))
  .map((output) => {
    const [isEncoded = 0, isClassified = 0, refusal = 0, ...numbers] = Buffer.from(
      toAnswer({ output }).canonicalHash,
      'hex',
    );
    return toAnswer({
      output,
      refusal: isClassified % 4 === 0 ? null : refusal / 255,
      embedding: isEncoded % 8 === 0 ? null : Float32Array.from(numbers.slice(0, 4), (byte) => byte / 127.5 - 1),
    });
  });
const prompt = (count: fc.Arbitrary<number>): fc.Arbitrary<PromptSides<number>> =>
  fc.record({
    promptId: fc.nat(),
    stratum: fc.constantFrom('short' as const, 'behaviour' as const),
    category: fc.constantFrom(null, 'refusal', 'structure'),
    expectation: fc.constant(null),
    baseline: count.chain((length) => fc.array(answer, { minLength: length, maxLength: length })),
    tonight: count.chain((length) => fc.array(answer, { minLength: length, maxLength: length })),
    judged: fc.constant(null),
  });
const night = (count: fc.Arbitrary<number>) => fc.array(prompt(count), { minLength: 10, maxLength: 14 });
const options = { seed: 5, minBaselineRepetitions: 1, permutations: 99, permutationsWhenSmall: 99 };

it('any answers give p-values in [1/(B + 1), 1], adjusted ones no smaller, and finite numbers', () => {
  fc.assert(
    fc.property(night(fc.integer({ min: 1, max: 4 })), (prompts) => {
      const { pValue, signals } = compareWithBaseline(prompts, options);
      for (const p of [pValue, ...signals.flatMap((signal) => [signal.pValue, signal.pAdjusted])]) {
        if (p !== null) expect(p >= 1 / 100 || p === pValue).toBe(true);
        if (p !== null) expect(p).toBeLessThanOrEqual(1);
      }
      for (const { value, noise, pAdjusted } of signals) {
        for (const number of [value, noise]) if (number !== null) expect(Number.isFinite(number)).toBe(true);
        if (pAdjusted !== null) expect(pAdjusted).toBeGreaterThanOrEqual(pValue ?? 1);
      }
    }),
    { numRuns: 60 },
  );
});

it('exchanging the sides of every prompt with one answer each changes no value and no p', () => {
  const exchanged = (prompts: readonly PromptSides<number>[]) =>
    prompts.map((sides) => ({ ...sides, baseline: sides.tonight, tonight: sides.baseline }));
  fc.assert(
    fc.property(night(fc.constant(1)), (prompts) => {
      const [there, back] = [compareWithBaseline(prompts, options), compareWithBaseline(exchanged(prompts), options)];
      expect(back.pValue).toBe(there.pValue);
      expect(back.signals.map(({ pValue }) => pValue)).toEqual(there.signals.map(({ pValue }) => pValue));
      back.signals.forEach(({ value }, index) => {
        expect(value ?? 0).toBeCloseTo(there.signals[index]?.value ?? 0, 6);
      });
    }),
    { numRuns: 40 },
  );
});

it('the order of repetitions does not matter', () => {
  const turned = (answers: readonly Answer[]) => answers.toReversed();
  fc.assert(
    fc.property(night(fc.integer({ min: 2, max: 3 })), (prompts) => {
      const there = compareWithBaseline(prompts, options);
      const back = compareWithBaseline(
        prompts.map((sides) => ({ ...sides, baseline: turned(sides.baseline), tonight: turned(sides.tonight) })),
        options,
      );
      back.signals.forEach(({ value }, index) => {
        expect(value ?? 0).toBeCloseTo(there.signals[index]?.value ?? 0, 6);
      });
    }),
    { numRuns: 40 },
  );
});
