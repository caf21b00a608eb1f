import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { stringify } from 'yaml';
import type { Json } from '#lib/kubernetes/types.ts';
import { readEverything } from './read.ts';
import type { YamlDialect } from './scalar.ts';
import { readSimple } from './simple.ts';
import { writeYaml } from './write.ts';

const DIALECTS: readonly YamlDialect[] = ['kustomize', 'kubernetes'];

/** Says the same as the reader of everything, or nothing. */
function agrees(text: string): void {
  for (const dialect of DIALECTS) {
    const simple = readSimple(text, dialect);
    if (simple === null) continue;
    const { documents, problems } = readEverything('a.yaml', text, dialect);
    expect({ text, dialect, documents: simple, problems: [] }).toEqual({ text, dialect, documents, problems });
  }
}

const READ = [
  'a: 1\n',
  '# head\n---\na: b # c\nb:\n  - x\n  -   y: 1\n      z: 2\n  - - p\n    - q\n---\nc:\n- 1\n- 2\nd: ~\n',
  'a: |\n  x: y\n\n   z\n\n\nb: |-\n  t\n\nc: |+\n  u\n\nd: e\n',
  'a:\n  b:\n  c: {}\n  d: []\n  e: [get, "list"]\n'.replace(', "list"', ', list'),
  'a: "x\\ny\\u00e9"\nb: \'it\'\'s\'\n"c d": e\nf: ["get", "list"]\n',
  'a: yes\nb: 010\nc: 1e3\nd: 2020-01-01\ne: 12:30\nf: a#b\ng: -1\nh: -x\n',
  '- a\n-\n  b: c\n-\n- d\n',
  'a: b',
  '',
  '# nothing\n',
  '---\n---\na: 1\n',
];

test.each(READ.map((text) => [text]))('reads %j as the reader of everything does', (text) => {
  expect(readSimple(text, 'kustomize')).not.toBeNull();
  agrees(text);
});

test.each(
  [
    'a: &x 1\nb: *x\n',
    'a: !!str 1\n',
    'a: >\n  x\n  y\n',
    'a: x\n  y\n',
    'a: {b: c}\n',
    'a: 1\na: 2\n',
    'a: b: c\n',
    '<<: {a: 1}\n',
    '? a\n: b\n',
    'a: "x\n  y"\n',
    'a:\tb\n',
    'a: b\r\n',
    '%YAML 1.1\n---\na: 1\n',
    'a: 1\n...\n',
    'a: |2\n   x\n',
    'a: |\nb: 1\n',
    'a: .inf\n',
    'a: 1\n b: 2\n',
    'a\n',
    'a: |\n  x',
    '__proto__: 1\n',
    'a: @b\n',
    '--- a\n',
  ].map((text) => [text]),
)('leaves %j to the reader of everything', (text) => {
  expect(readSimple(text, 'kustomize')).toBeNull();
});

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    'a: b',
    '- x',
    '#',
    ' #x',
    'y',
    '~',
    '0x1f',
    "it's",
    '"q"',
    'x\ny\n',
    '\n',
    ' x',
    'x ',
    '|',
    '>',
    '[a]',
    '{}',
  ),
);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 4 }),
  ),
}));

describe('whatever is written', () => {
  it('agrees on what yaml writes', () => {
    fc.assert(
      fc.property(fc.dictionary(word, tree), (value) => agrees(stringify(value))),
      { numRuns: 400 },
    );
  });

  it('agrees on what Kubernetes writes', () => {
    fc.assert(
      fc.property(fc.dictionary(word, tree), (value) => agrees(writeYaml(value))),
      { numRuns: 400 },
    );
  });

  it('agrees on lines in any order', () => {
    const line = fc.tuple(
      fc.nat({ max: 4 }),
      fc.constantFrom('', '- ', '-', '- - '),
      fc.constantFrom(
        'a:',
        'b: |',
        'c: 1',
        "d: 'x'",
        'e',
        '"f": "g"',
        '# h',
        '---',
        '',
        'i: |-',
        'j: x # y',
        '[k]',
        '...',
        'l: [m, n]',
        "o: 'p' q",
        'r : s',
      ),
    );
    const text = fc.array(line, { maxLength: 8 }).map((lines) => {
      return lines.map(([indent, dash, rest]) => `${' '.repeat(indent)}${dash}${rest}`).join('\n');
    });
    fc.assert(
      fc.property(text, fc.boolean(), (lines, isEnded) => agrees(isEnded ? `${lines}\n` : lines)),
      { numRuns: 3000 },
    );
  });
});
