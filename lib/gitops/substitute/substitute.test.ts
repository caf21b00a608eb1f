// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Flux are written so
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { substitute } from './substitute.ts';
import { SubstitutionError } from './types.ts';

const VARIABLES = new Map(Object.entries({ a: 'abcABC', p: 'aa/bb/cc', e: '', n: '3', u: 'grün', x: 'x.tar.gz' }));

/** What fluxcd/pkg/envsubst 1.9 made of each. */
test.each([
  ['a ${a} b', 'a abcABC b'],
  ['${none}', ''],
  ['${none:-d}', 'd'],
  ['${none:=d}', 'd'],
  ['${none=d}', 'd'],
  ['${e:-d}', 'd'],
  ['${a:-d}', 'abcABC'],
  ['${none:-}', ''],
  ['${none:-${a}}', 'abcABC'],
  ['${none:-x${a}y}', 'xabcABCy'],
  ['${none:?why}', 'why'],
  ['${a:+alt}', 'abcABC'],
  ['$a', '$a'],
  ['$$', '$'],
  ['$${a}', '${a}'],
  ['$$${a}', '$abcABC'],
  ['a$', 'a$'],
  ['${#a}', '6'],
  ['${#u}', '5'],
  ['${a^}', 'AbcABC'],
  ['${a^^}', 'ABCABC'],
  ['${a,,}', 'abcabc'],
  ['${a:1}', 'bcABC'],
  ['${a:1:2}', 'bc'],
  ['${a:-2}', 'abcABC'],
  ['${a: -2}', 'abcABC'],
  ['${a:1:-1}', 'bcAB'],
  ['${a:9}', ''],
  ['${a:4:9}', 'BC'],
  ['${a:${n}}', 'ABC'],
  ['${a:0:${n}}', 'abc'],
  ['${p#*/}', 'bb/cc'],
  ['${p##*/}', 'cc'],
  ['${p%/*}', 'aa/bb'],
  ['${p%%/*}', 'aa'],
  ['${x%.gz}', 'x.tar'],
  ['${p/\\//-}', 'aa-bb/cc'],
  ['${p//\\//-}', 'aa-bb-cc'],
  ['${a/b/}', 'acABC'],
  ['${a/#a/X}', 'XbcABC'],
  ['${a/%C/X}', 'abcABX'],
  ['${a/b/$&}', 'a$&cABC'],
  ['{"a": "${a}"}', '{"a": "abcABC"}'],
])('%s is %s', (text, expected) => {
  expect(substitute(text, VARIABLES)).toBe(expected);
});

test.each(['${a', '${}', '${-a}', '${a-b}', '${a:}', '${a#}', '${a/b}', '${a#x${n}}', '${#}', '${a b}', '${'])(
  '%s is refused',
  (text) => {
    expect(() => substitute(text, VARIABLES)).toThrow(SubstitutionError);
  },
);

test('strict asks for every variable without a default', () => {
  expect(() => substitute('${none}', VARIABLES, true)).toThrow('variable none is not set');
  expect(() => substitute('${none^^}', VARIABLES, true)).toThrow('variable none is not set');
  expect(substitute('${none:-d}${e}', VARIABLES, true)).toBe('d');
});

test('whatever the text is, it ends with text or a reason', () => {
  const text = fc.stringMatching(/^[${}:=#%/^,\-a-c\\ ]{0,40}$/);
  fc.assert(
    fc.property(text, (each) => {
      try {
        expect(substitute(each, VARIABLES)).toBeTypeOf('string');
      } catch (error) {
        expect(error).toBeInstanceOf(SubstitutionError);
      }
    }),
    { numRuns: 1_000 },
  );
});
