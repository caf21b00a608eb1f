import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { quoteProgram, runProgram } from './run.ts';

const run = (script: string, over: object = {}) =>
  runProgram({
    command: process.execPath,
    args: ['-e', script],
    cwd: tmpdir(),
    environment: {},
    timeoutMs: 20_000,
    maxBytes: 10_000,
    ...over,
  });

test('gives status and output, and passes nothing of its own environment on', async () => {
  const script =
    'process.stdin.pipe(process.stdout); console.error(Object.keys(process.env).length); process.exitCode = 3';
  const { code, stdout, stderr } = await run(script, { input: 'hello' });
  expect([code, stdout.toString(), stderr]).toEqual([3, 'hello', '0\n']);
});

test.each([
  ['takes too long', 'setTimeout(() => {}, 60_000)', { timeoutMs: 300 }, 'unavailable'],
  ['writes too much', 'console.log("x".repeat(20_000))', {}, 'invalid_input'],
  ['is not there', '', { command: '/nowhere/program' }, 'misconfigured'],
])('ends a program that %s', async (_, script, over, code) => {
  await expect(run(script, over)).rejects.toMatchObject({ code });
});

test('is called off', async () => {
  const calledOff = new AbortController();
  setTimeout(() => calledOff.abort(new Error('called off')), 100);
  await expect(run('setTimeout(() => {}, 60_000)', { signal: calledOff.signal })).rejects.toThrow('called off');
});

test('quotes without folders and control characters', () => {
  expect(quoteProgram('error at /tmp/x/a.yaml:\n\u001b[31m bad\u001b[0m', '/tmp/x')).toBe(
    'error at a.yaml: [31m bad [0m',
  );
  expect(quoteProgram('E1123 14:17:45.293428   20533 run.go:72] "command failed" err="no"', '/tmp/x')).toBe('"no"');
  expect(quoteProgram('y'.repeat(9_000), '/tmp').length).toBeLessThan(700);
});
