import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { DEMO_KEY, startDemoGateway } from '../gateway.ts';
import { runDemoGateway } from '../testing.ts';
import { readRecording } from './recording.ts';

const folder = temporaryFolder('replay');
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, rows: readonly unknown[]): string {
  const path = join(folder, name);
  const text = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const chat = JSON.stringify([
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Left or right?' },
]);
const promptsFile = write('prompts.jsonl', [
  { prompt_id: 'plain', prompt: 'Yes or no?' },
  { prompt_id: 'chat', prompt: chat },
  { prompt_id: 'twin', prompt: 'Yes or no?' },
  { prompt_id: 'bracket', prompt: '[user] not JSON' },
]);
const answer = (model: string, prompt_id: string, rep: number, output: string) => ({ model, prompt_id, rep, output });
const answersFile = write('answers.jsonl.gz', [
  answer('old', 'plain', 0, 'Yes 0'),
  answer('old', 'plain', 1, 'Yes 1'),
  answer('old', 'plain', 1, 'a copy'),
  answer('old', 'twin', 0, 'Twin 0'),
  answer('old', 'twin', 1, 'Twin 1'),
  answer('old', 'chat', 0, 'Left'),
  answer('old', 'bracket', 0, ''),
  answer('new', 'plain', 0, 'No 0'),
]);

describe('replay', () => {
  const gateway = runDemoGateway({ replay: { answersFile, promptsFile } });
  const point = (model: string, repetitions: number[]) =>
    gateway.call('POST', '/demo/replay/watched', { model, repetitions });

  it('knows an exposed model only once it plays something', async () => {
    expect(await gateway.say('watched', 'Yes or no?')).toBe(400);
    expect(await point('old', [0, 1])).toMatchObject({
      status: 200,
      body: { recordedModels: ['old', 'new'], playing: [{ name: 'watched', model: 'old', repetitions: [0, 1] }] },
    });
    expect(JSON.stringify((await gateway.call('GET', '/v1/models')).body)).toContain('watched');
  });

  it('plays the k-th repetition to the k-th request, then those of a twin, then says that it is out', async () => {
    await point('old', [0, 1]);
    const said = [];
    for (let turn = 0; turn < 5; turn += 1) said.push(await gateway.say('watched', 'Yes or no?'));
    expect(said).toEqual(['Yes 0', 'Yes 1', 'Twin 0', 'Twin 1', 404]);
    await point('old', [1]);
    expect(await gateway.say('watched', 'Yes or no?')).toBe('Yes 1');
  });

  it('swaps the model behind a name', async () => {
    await point('new', [0]);
    expect(await gateway.say('watched', 'Yes or no?')).toBe('No 0');
  });

  it('finds prompts of several messages, and takes a bracket for plain text', async () => {
    await point('old', [0]);
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Left or right?\n' },
    ];
    const { body } = await gateway.call('POST', '/v1/chat/completions', { model: 'watched', messages });
    expect(JSON.stringify(body)).toContain('Left');
    expect(await gateway.say('watched', '[user] not JSON')).toBe('');
  });

  it.each([
    ['a prompt outside the recording', 'old', [0], 'Something else', /not in the recording/],
    ['a repetition that was not recorded', 'old', [7], 'Yes or no?', /no recorded repetition 7/],
  ])('says so for %s', async (_, model, repetitions, content, reason) => {
    await point(model, repetitions);
    const messages = [{ role: 'user', content }];
    const { status, body } = await gateway.call('POST', '/v1/chat/completions', { model: 'watched', messages });
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toMatch(reason);
  });

  it('refuses a model nobody recorded, and names those it has', async () => {
    const refused = await point('other', [0]);
    expect(refused.status).toBe(404);
    expect(JSON.stringify(refused.body)).toContain('old, new');
  });
});

describe('reading a recording', () => {
  it.each([
    ['a missing file', join(folder, 'nowhere.jsonl'), /nowhere\.jsonl:0 .*no such file/],
    ['a line that is no JSON', write('broken.jsonl', ['', '{"model":']), /broken\.jsonl:2 /],
    [
      'a row without a field',
      write('partial.jsonl', [{ model: 'm', prompt_id: 'p', rep: 0 }]),
      /partial\.jsonl:1 output/,
    ],
    ['a file that is no gzip', write('plain.jsonl', ['x']).replace('plain.jsonl', 'not.gz'), /not\.gz:0 /],
  ])('refuses %s, with file and line', async (_, path, reason) => {
    if (path.endsWith('not.gz')) writeFileSync(path, 'plain text');
    await expect(readRecording({ answersFile: path, promptsFile })).rejects.toThrow(reason);
  });

  it('stops the start of the gateway', async () => {
    const replay = { answersFile: join(folder, 'nowhere.jsonl'), promptsFile };
    await expect(startDemoGateway({ replay, apiKey: DEMO_KEY })).rejects.toThrow(/nowhere/);
  });
});
