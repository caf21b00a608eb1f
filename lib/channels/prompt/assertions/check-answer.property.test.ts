import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertion, expectedShape } from '../task/expectation.ts';
import { checkAnswer } from './check-answer.ts';

const task = {
  expect: expectedShape.parse({
    schema: { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } }, required: ['a'] },
    text: { format: 'text', minCharacters: 3, maxCharacters: 5, lines: 1 },
  }),
  assertions: [
    { kind: 'equals', value: 'Yes', ignoreCase: true },
    { kind: 'contains', value: '\u0000' },
    { kind: 'not-contains', value: 'a', ignoreCase: true },
    { kind: 'regex', pattern: '^(\\w+\\s?)*$', flags: 's' },
    { kind: 'json-schema', schema: { anyOf: [{ type: 'array' }, { const: null }] } },
    { kind: 'json-path', path: '$..a', equals: { b: [1] } },
    { kind: 'tool-call', name: 'f', arguments: { a: [{ b: null }] }, count: 1 },
    { kind: 'length', minCharacters: 1 },
  ].map((given) => assertion.parse(given)),
};

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json({ depthSize: 'medium' }),
  fc.constantFrom('', ' ', '\ud800', '{"__proto__":{"a":1}}', '{"a":1e999}', '[[[[', '\u202e\u0000<script>'),
);
const anyCalls = fc.array(fc.record({ name: fc.oneof(anyText, fc.constant('f')), argumentsJson: anyText }), {
  maxLength: 8,
});

it('whatever an agent writes and calls, every check is made, and says briefly why it fails', () => {
  fc.assert(
    fc.property(anyText, anyCalls, (output, toolCalls) => {
      const checks = checkAnswer(task, { output, toolCalls });
      expect(checks.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      for (const { passed, detail } of checks) {
        expect(detail === '').toBe(passed);
        expect(detail.length).toBeLessThan(1_500);
        expect(detail.isWellFormed()).toBe(true);
        expect(detail).not.toMatch(/[\p{Cc}\u202e]/u);
      }
    }),
  );
});
