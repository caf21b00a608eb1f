import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { stableJson } from './stable-json.ts';

/** What it is by definition: sorted copies, written by JSON.stringify. */
function sortedCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedCopy);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sortedCopy(member)]),
  );
}

test.each([
  [{ b: 1, a: undefined, 10: 2, 9: 3, '01': 4, 4294967294: 5, 4294967295: 6 }],
  [[undefined, null, 'é"\n', -0, 1e21, Number.NaN]],
  ['\ud800'],
  [{}],
])('writes %j', (value) => {
  expect(stableJson(value)).toBe(JSON.stringify(sortedCopy(value)));
});

it('writes any JSON as a sorted copy is written', () => {
  const key = fc.oneof(fc.string(), fc.nat().map(String));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(fc.property(tree, (value) => stableJson(value) === JSON.stringify(sortedCopy(value))));
});
