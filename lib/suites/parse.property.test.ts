import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { decodeFile, type TextFile } from '../yaml/file.ts';
import { parseSuite } from './parse.ts';
import { CATEGORIES, STRATA } from './vocabulary.ts';

/** No input of a few kilobytes may take longer, in milliseconds, on a busy machine. */
const TIME_LIMIT_MS = 2000;

/** Parses, and checks what holds for every input: a suite or located problems, soon, and never an exception. */
function parseAny(...files: TextFile[]) {
  const started = performance.now();
  const result = parseSuite(files);
  expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS);
  if ('suite' in result) {
    expect(result.suite.prompts.length).toBeGreaterThan(0);
    expect(result.suite.contentHash).toMatch(/^[0-9a-f]{64}$/);
    return result;
  }
  expect(result.problems.length).toBeGreaterThan(0);
  for (const { file, line, column, reason } of result.problems) {
    const text = files.find(({ path }) => path === file)?.text ?? '';
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(text.split('\n').length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(reason.trim()).not.toBe('');
  }
  return result;
}

const kebab = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}$/);

/** Text that Postgres can store: well-formed and without NUL. */
const storable = fc.string({ unit: 'binary', maxLength: 80 }).filter((text) => !text.includes('\0'));

const prompt = fc.record({
  id: kebab,
  category: fc.constantFrom(...CATEGORIES.filter((name) => name !== 'tool-use')),
  stratum: fc.constantFrom(...STRATA),
  why: storable.filter((text) => text.trim() !== ''),
  prompt: storable,
  expect: fc.constant({ kind: 'text' }),
});

const suite = fc.record({
  suite: kebab,
  title: storable.filter((text) => text.trim() !== ''),
  prompts: fc.uniqueArray(prompt, { minLength: 1, maxLength: 6, selector: ({ id }) => id }),
});

const YAML_PIECES = [
  'suite:',
  'title: x',
  'prompts:',
  '- ',
  '  ',
  '\n',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '? ',
  '|',
  '>-',
]
  .concat(['&a', '*a', '!!str', '!<x>', '%YAML 1.1', '---', '...', '#', '"', "'", '<<', 'id', 'expect', 'null', '.nan'])
  .concat([
    'messages',
    'tools',
    '__proto__',
    'constructor',
    'toString',
    '\u0085',
    '\u2028',
    '\ud800',
    '\ufeff',
    '\r',
    '@',
  ]);

describe('parseSuite on any input', () => {
  it('survives random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const file = decodeFile('random.yaml', bytes);
        if ('text' in file) parseAny({ ...file, path: 'random.yaml' });
        else expect(file.reason).toBe('is not UTF-8 text');
      }),
      { numRuns: 300 },
    );
  });

  it('survives random text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => void parseAny({ path: 'a', text })),
      { numRuns: 300 },
    );
  });

  it('survives random heaps of YAML syntax', () => {
    const heap = fc.array(fc.constantFrom(...YAML_PIECES), { maxLength: 200 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(heap, (text) => void parseAny({ path: 'a', text })),
      { numRuns: 1000 },
    );
  });

  it('survives random YAML documents', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 6, withNullPrototype: false }), fc.jsonValue(), (object, value) => {
        parseAny({ path: 'a', text: stringify(object) });
        parseAny({ path: 'b', text: stringify({ suite: 'a', title: 'b', prompts: [value, object] }) });
      }),
      { numRuns: 300 },
    );
  });

  it('survives any mutation of a valid suite', () => {
    const mutation = fc.tuple(suite, fc.nat(), fc.nat({ max: 20 }), fc.constantFrom(...YAML_PIECES));
    fc.assert(
      fc.property(mutation, ([valid, position, length, piece]) => {
        const text = stringify(valid, { aliasDuplicateObjects: false });
        const at = position % (text.length + 1);
        parseAny({ path: 'a', text: text.slice(0, at) + piece + text.slice(at + length) });
      }),
      { numRuns: 500 },
    );
  });

  it('reads back every valid suite as it was written', () => {
    fc.assert(
      fc.property(suite, (valid) => {
        const result = parseAny({ path: 'a', text: stringify(valid, { lineWidth: 0, aliasDuplicateObjects: false }) });
        if ('problems' in result) throw new Error(JSON.stringify(result.problems));
        const contents = result.suite.prompts.map(({ messages }) => messages[0]?.content);
        expect(contents).toEqual(valid.prompts.map((entry) => entry.prompt));
      }),
      { numRuns: 500 },
    );
  });
});
