import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { decodeFile, type TextFile } from '#lib/yaml/file.ts';
import { checkProject } from '../project/parse.ts';
import { taskHash } from './hash.ts';
import { checkSuite } from './parse.ts';

/** No input of a few kilobytes may take longer, in milliseconds, on a busy machine. */
const TIME_LIMIT_MS = 5000;

const SAMPLES = readdirSync('suites/golden').map((name) => readFileSync(join('suites/golden', name), 'utf8'));

/** What may confuse a reader of YAML, of paths or of expressions. */
const PIECES = ['id:', '- ', '\n', '\t', '{', '}', '[', ']', ': ', '? ', '|', '>-', '&a', '*a', '!!str', '%YAML 1.1']
  .concat(['---', '...', '#', '"', "'", '<<', 'null', '.nan', '.inf', '1e999', '-0', '0x1', '__proto__', 'constructor'])
  .concat(['\u0085', '\u2028', '\ud800', '\ufeff', '\r', '@', '../', '..\\', '/etc/passwd', '(a+)+$', '(?=', '\\1'])
  .concat(['$ref: "#"', 'type: [', 'kind: regex', 'weight: 1e9', 'baselines:', 'input:', 'role: tool']);

/** Checks what holds for every input: a task or located problems, soon, and never an exception. */
function checkAny(file: TextFile): void {
  const started = performance.now();
  const { tasks, problems } = checkSuite([file]);
  const project = checkProject(file.text, file.path);
  expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS);
  for (const task of tasks) {
    expect(task.id).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
    expect(taskHash(task)).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(tasks.length === 1).toBe(problems.length === 0);
  const lines = file.text.split('\n').length;
  for (const { line, column, reason } of [...problems, ...('problems' in project ? project.problems : [])]) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(reason.trim()).not.toBe('');
  }
}

describe('checkSuite on any input', () => {
  it('survives random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const file = decodeFile('random.yaml', bytes);
        if ('text' in file) checkAny(file);
        else expect(file.reason).toBe('is not UTF-8 text');
      }),
      { numRuns: 300 },
    );
  });

  it('survives random text and heaps of YAML syntax', () => {
    const heap = fc.array(fc.constantFrom(...PIECES), { maxLength: 150 }).map((pieces) => pieces.join(''));
    const text = fc.oneof(heap, fc.string({ unit: 'binary', maxLength: 1000 }));
    fc.assert(
      fc.property(text, (made) => checkAny({ path: 'a.yaml', text: made })),
      { numRuns: 700 },
    );
  });

  it('survives any values in the fields of a task', () => {
    const fields = ['id', 'title', 'agents', 'input', 'expect', 'assertions', 'rubric', 'provenance', 'baselines'];
    const task = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue());
    fc.assert(
      fc.property(task, (made) => checkAny({ path: 'a.yaml', text: stringify(made) })),
      { numRuns: 300 },
    );
  });

  it('survives any mutation of a sample task', () => {
    const mutation = fc.tuple(fc.constantFrom(...SAMPLES), fc.nat(), fc.nat({ max: 20 }), fc.constantFrom(...PIECES));
    fc.assert(
      fc.property(mutation, ([sample, position, length, piece]) => {
        const at = position % (sample.length + 1);
        const text = sample.slice(0, at) + piece + sample.slice(at + length);
        checkAny({ path: `${/^id: (.*)$/m.exec(text)?.[1]}.yaml`, text });
      }),
      { numRuns: 500 },
    );
  });
});
