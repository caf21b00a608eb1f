import { expect, test } from 'vitest';
import { readDocuments } from './read.ts';

const value = (yaml: string, dialect: 'kustomize' | 'kubernetes' = 'kustomize') => {
  const { documents, problems } = readDocuments('a.yaml', `x: ${yaml}\n`, dialect);
  return problems[0]?.reason ?? Object(documents[0]?.value).x;
};

/** What kustomize 5.5 and sigs.k8s.io/yaml 1.6 made of each. */
test.each([
  ['yes', 'yes', true],
  ['No', 'No', false],
  ['on', 'on', true],
  ['y', 'y', true],
  ['True', true, true],
  ['010', 8, 8],
  ['0o10', 8, 8],
  ['0O10', 8, 8],
  ['-010', -8, -8],
  ['0x1F', 31, 31],
  ['0X1F', 31, 31],
  ['0b101', 5, 5],
  ['-0b101', -5, -5],
  ['0b12', '0b12', '0b12'],
  ['1_000', 1000, 1000],
  ['1__0', 10, 10],
  ['1_0.5', 10.5, 10.5],
  ['1_', 1, 1],
  ['_1', '_1', '_1'],
  ['1e3', 1000, 1000],
  ['1E+3', 1000, 1000],
  ['.5', 0.5, 0.5],
  ['5.', 5, 5],
  ['+12', 12, 12],
  ['09', 9, 9],
  ['1.10', 1.1, 1.1],
  ['12:30:45', '12:30:45', '12:30:45'],
  ['2020-01-01', '2020-01-01T00:00:00Z', '2020-01-01'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14T21:59:43.1-05:00', '2001-12-14t21:59:43.10-05:00'],
  ['2020-02-31', '2020-02-31', '2020-02-31'],
  ['0x1p4', '0x1p4', '0x1p4'],
  ['Infinity', 'Infinity', 'Infinity'],
  ['=', '=', '='],
  ['~', null, null],
  ['', null, null],
  ["'yes'", 'yes', 'yes'],
  ['"010"', '010', '010'],
  ['!!str 12', '12', '12'],
  ['!!int "12"', 12, 12],
  ['!!binary aGVsbG8=', 'hello', 'hello'],
  ['!own bar', 'bar', 'bar'],
])('%s is %j for kustomize and %j for Kubernetes', (yaml, kustomize, kubernetes) => {
  expect([value(yaml), value(yaml, 'kubernetes')]).toEqual([kustomize, kubernetes]);
});

test.each([
  ['.inf', 'must be a finite number'],
  ['.nan', 'must be a finite number'],
  ['!!int yes', '!!int does not fit'],
  ['{a: 1, a: 2}', 'key "a" stands twice'],
  ['{1: a}', 'a key must be text'],
  ['{[a]: b}', 'a key must be text'],
  ['*none', 'alias'],
  ['{<<: 1}', '<< needs a mapping'],
  [`${'['.repeat(200)}${']'.repeat(200)}`, 'nested deeper'],
])('%s cannot be read', (yaml, reason) => {
  expect(value(yaml)).toContain(reason);
});

test('keys of Kubernetes become text', () => {
  expect(value('{1: a, yes: b, 010: c}', 'kubernetes')).toEqual({ 1: 'a', true: 'b', 8: 'c' });
});

test('anchors, aliases and merges are written out', () => {
  const { documents } = readDocuments(
    'a',
    'a: &A {k: v, l: [1]}\nb: *A\nc:\n  <<: [*A, {k: w, m: 2}]\n  l: 3\n',
    'kustomize',
  );
  expect(documents[0]?.value).toEqual({ a: { k: 'v', l: [1] }, b: { k: 'v', l: [1] }, c: { k: 'v', l: 3, m: 2 } });
});

test('a file of many documents keeps those that can be read, with their lines', () => {
  const text = '# note\n---\na: 1\n---\nb: [\n---\n# none\n---\nc: 3\n...\n---\nd:\n\te: 1\n';
  const { documents, problems } = readDocuments('f.yaml', text, 'kustomize');
  expect(documents).toEqual([
    { value: { a: 1 }, line: 3 },
    { value: { c: 3 }, line: 9 },
  ]);
  expect(problems).toMatchObject([
    { file: 'f.yaml', reason: expect.stringContaining('is not valid YAML') },
    { line: 13, reason: expect.stringContaining('is not valid YAML') },
  ]);
});

test('a few lines that stand for billions of values are refused in time', () => {
  const bomb = [
    'a0: &a0 [x,x,x,x,x,x,x,x,x]',
    ...Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`),
  ];
  expect(readDocuments('f', bomb.join('\n'), 'kustomize').problems[0]?.reason).toContain('values once aliases');
});

test('a % line is told', () => {
  expect(readDocuments('f', '%YAML 1.1\n---\na: yes\n', 'kustomize').problems[0]?.reason).toContain('% line');
});
