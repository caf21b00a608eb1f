import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { parseLine } from './line.ts';
import { readRecorded, readRecording } from './read.ts';

const folder = temporaryFolder('recorded');
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const line = (fields: object) => JSON.stringify({ prompt_id: 'a', output: 'Yes', ...fields });
const lines = (...rows: object[]) => rows.map(line).join('\n');

describe('a line', () => {
  it('needs only prompt and output', () => {
    expect(parseLine(line({}), 7)).toEqual({
      line: 7,
      promptId: 'a',
      repetition: 0,
      night: null,
      model: null,
      unmeasured: null,
      output: 'Yes',
      toolCalls: [],
      finishReason: null,
      promptTokens: null,
      completionTokens: null,
      latencyMs: null,
      servedModel: null,
      fingerprint: null,
    });
  });

  it('says what is known, and other fields do not matter', () => {
    const known = {
      rep: 2,
      night: '2026-03-01',
      model: 'm',
      served_model: 's',
      fingerprint: 'f',
      prompt_tokens: 12,
      completion_tokens: 1,
      latency_ms: 3.5,
      finish_reason: 'stop',
      error: null,
      prompt: [{ role: 'user', content: 'x' }],
      gt: { anything: ['goes'] },
    };
    expect(parseLine(line(known), 1)).toMatchObject({
      repetition: 2,
      night: '2026-03-01',
      model: 'm',
      servedModel: 's',
      fingerprint: 'f',
      promptTokens: 12,
      completionTokens: 1,
      latencyMs: 3.5,
      finishReason: 'stop',
    });
  });

  it.each([
    ['stored', { name: 'f', arguments: '{"a":1}' }],
    ['with parsed arguments', { name: 'f', arguments: { a: 1 } }],
    ['as the interface sends it', { id: 'x', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
  ])('reads a tool call %s', (_name, call) => {
    expect(parseLine(line({ output: null, tool_calls: [call] }), 1)).toMatchObject({
      unmeasured: null,
      output: '',
      toolCalls: [{ name: 'f', arguments: '{"a":1}' }],
    });
  });

  it.each([
    ['an error', { error: 'timed out' }, 'error: "timed out"'],
    ['an error with an output', { error: { code: 500 } }, 'error: "{\\"code\\":500}"'],
    ['no output', { output: undefined }, 'no output'],
    ['a null output', { output: null, tool_calls: [] }, 'no output'],
    ['an empty output that cost no token', { output: '', completion_tokens: 0 }, 'no output'],
    ['an empty output', { output: '' }, null],
    ['no error', { error: false }, null],
    ['a filtered answer', { finish_reason: 'content_filter' }, 'stopped by a content filter'],
    ['a cut answer', { finish_reason: 'length' }, null],
  ])('with %s', (_name, fields, unmeasured) => expect(parseLine(line(fields), 1)).toMatchObject({ unmeasured }));

  it.each([
    ['{"prompt_id": "a", ', 'is not a line of JSON, found "{\\"prompt_id\\": \\"a\\","'],
    ['[]', 'must be a JSON object, found "[]"'],
    ['null', 'must be a JSON object, found "null"'],
    ['{"output": "x"}', '"prompt_id" is missing'],
    ['{"prompt_id": 3, "output": "x"}', '"prompt_id" must be text, found 3 (put it in quotes if text is meant)'],
    ['{"prompt_id": "", "output": "x"}', '"prompt_id" must have at least 1 characters'],
    ['{"prompt_id": "a", "output": ["x"]}', '"output" must be text, found a list'],
    ['{"prompt_id": "a", "rep": -1}', '"rep" must have a value of at least 0'],
    ['{"prompt_id": "a", "rep": 1.5}', '"rep" must be a whole number, found 1.5 (put it in quotes if text is meant)'],
    ['{"prompt_id": "a", "night": true}', /^"night" must be text or a whole number/],
    ['{"prompt_id": "a", "tool_calls": [{"name": 1}]}', /^"tool_calls"\[0\] must be a tool call/],
    ['{"prompt_id": "a", "output": 1, "rep": "x"}', /^"output" must be text.*; "rep" must be a number/],
  ])('%s does not fit', (text, reason) => {
    expect(parseLine(text, 1)).toEqual({ reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) });
  });

  it('keeps any text as it is', () => {
    const output = '😀 \u202eשלום\u202c \u0000 \u2028';
    expect(parseLine(line({ output }), 1)).toMatchObject({ output });
  });
});

describe('a recording', () => {
  it.each([
    ['plain.jsonl', (text: string) => text],
    ['packed.jsonl.gz', (text: string) => gzipSync(text)],
  ])('is read from %s, empty lines skipped', async (name, packed) => {
    const path = await file(name, packed(`${lines({}, { rep: 1 })}\n\n${line({ rep: 2 })}\n`));
    expect((await readRecording(path)).map(({ line, repetition }) => [line, repetition])).toEqual([
      [1, 0],
      [2, 1],
      [4, 2],
    ]);
  });

  it.each([
    ['bad JSON', 'bad.jsonl', `${line({})}\nno`, /bad\.jsonl:2 is not a line of JSON/],
    ['an empty file', 'empty.jsonl', '', /empty\.jsonl holds no recorded answers: it is empty/],
    ['empty lines only', 'blank.jsonl', '\n \n', /blank\.jsonl holds no recorded answers/],
    ['broken characters', 'bytes.jsonl', Buffer.from([0x7b, 0x22, 0xff]), /bytes\.jsonl:1 cannot be read: .*utf-8/],
    [
      'gzip cut off',
      'cut.jsonl.gz',
      gzipSync(lines({})).subarray(0, 30),
      /cut\.jsonl\.gz:1 cannot be read: unexpected/,
    ],
    [
      'the same repetition twice',
      'twice.jsonl',
      lines({ rep: 1 }, {}, { rep: 1 }),
      /twice\.jsonl:3 prompt "a", repetition 1 stands on line 1 already: number repetitions/,
    ],
    [
      'repetitions without numbers',
      'none.jsonl',
      lines({}, {}),
      /none\.jsonl:2 prompt "a", repetition 0 stands on line 1 .*"rep", and name nights with "night"/,
    ],
    [
      'two models in one file',
      'models.jsonl',
      lines({ model: 'x' }, { model: 'y' }),
      /models\.jsonl:2 .* of model x: give each model a file/,
    ],
    [
      'the same night twice',
      'nights.jsonl',
      lines({ night: 1 }, { night: 2 }, { night: 2 }),
      /nights\.jsonl:3 .* of night 2 stands on line 2 already: number repetitions with "rep"$/,
    ],
  ])('with %s is refused', async (_name, name, content, reason) => {
    await expect(readRecording(await file(name, content))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(reason),
    });
  });

  it('that is not there is refused', async () => {
    await expect(readRecording(join(folder, 'nowhere'))).rejects.toThrow(/nowhere cannot be read: ENOENT/);
  });

  it('is read no further than asked', async () => {
    const path = await file('long.jsonl', `${line({})}\nno`);
    for await (const answer of readRecorded(path)) {
      expect(answer.promptId).toBe('a');
      break;
    }
  });

  it('takes an answer of a megabyte', async () => {
    const output = 'é'.repeat(500_000);
    expect((await readRecording(await file('large.jsonl', line({ output }))))[0]?.output).toBe(output);
  });
});
