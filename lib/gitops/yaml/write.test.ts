// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Flux are written so
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '#lib/kubernetes/types.ts';
import { readDocuments } from './read.ts';
import { writeYaml } from './write.ts';

/** What sigs.k8s.io/yaml 1.6 wrote for each. */
test.each([
  ['${N}', '${N}'],
  ['${A:-b}', '${A:-b}'],
  ['${A:=b: c}', "'${A:=b: c}'"],
  ['x ${A} # y', "'x ${A} # y'"],
  ['- ${A}', "'- ${A}'"],
  ['{${A}}', "'{${A}}'"],
  ['yes', '"yes"'],
  ["'${A}'", "'''${A}'''"],
  ["it's ${A}: x", "'it''s ${A}: x'"],
  ['true', '"true"'],
  ['010', '"010"'],
  ['~', '"~"'],
  ['', '""'],
  ['${A}:', "'${A}:'"],
  [' ${A}', "' ${A}'"],
  ['*${A}', "'*${A}'"],
  ['é${A}', 'é${A}'],
  ['a\tb${A}', String.raw`"a\tb${'$'}{A}"`],
  ['2020-01-01', '"2020-01-01"'],
  ['12:30:45', '"12:30:45"'],
  ['=', '='],
  ['<<', '"<<"'],
  ['y', '"y"'],
  ['a:b', 'a:b'],
  ['a]', 'a]'],
  ['a#b', 'a#b'],
  ['---', "'---'"],
  ['-', "'-'"],
  ['.inf', '".inf"'],
  ['x\ny ', String.raw`"x\ny "`],
  [String.raw`a\b`, String.raw`a\b`],
])('writes %j as %s', (value, written) => {
  expect(writeYaml(value)).toBe(`${written}\n`);
});

test('writes mappings, lists and blocks', () => {
  const value = { a: ['l1\n${A}', 'x\n', ' a\nb', '\n'], 'k: v': 1, b: {}, c: [], d: [[1, 2], [{ a: 1, b: [1] }]] };
  expect(writeYaml(value)).toBe(`a:
- |-
  l1
  \${A}
- |
  x
- |2-
   a
  b
- |2+

'k: v': 1
b: {}
c: []
d:
- - 1
  - 2
- - a: 1
    b:
    - 1
`);
});

test('what is written is read again as it was', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[-?:#[\]{}'"|> \n\t.0-9a-z$~=]{0,12}$/),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc
          .oneof(fc.constantFrom('<<', '=', '~', 'yes'), fc.string({ maxLength: 6 }))
          .filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      const { documents, problems } = readDocuments('f', writeYaml({ value }), 'kubernetes');
      expect(problems).toEqual([]);
      expect(documents[0]?.value).toEqual({ value });
    }),
    { numRuns: 500 },
  );
});
