import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { env } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { runCaptured } from './testing.ts';

const folder = temporaryFolder('cli');
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Lines of 20 prompts with so many repetitions each. */
function lines(output: (prompt: number) => string, reps = 1, fields: object = {}): string {
  return Array.from({ length: 20 * reps }, (_, index) =>
    JSON.stringify({ prompt_id: `p${index % 20}`, rep: Math.floor(index / 20), output: output(index % 20), ...fields }),
  ).join('\n');
}

const same = (prompt: number) => `Answer ${prompt}.`;
const other = (prompt: number) => `Well, let me think about this one: the answer would be ${prompt}!`;

describe('help', () => {
  it.each([['compare'], ['replay'], ['refusals']])(
    'of %s has examples, the line format and exit codes',
    async (command) => {
      const { exitCode, stdout, stderr } = await runCaptured([command, '--help']);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: tidemark ${command}`));
      expect(stdout).toContain('Exit codes: 0 stable, 1 drifted');
      expect(stdout).toMatch(/Examples:\n {2}tidemark /);
    },
  );

  it.each([
    [['compare', 'a.jsonl'], /missing required argument 'current'/],
    [['compare', 'a', 'b', '--alpha', '1.5'], /'1\.5' is invalid.*from 0\.0001 to below 1/],
    [['compare', 'a', 'b', '--seed', 'x'], /'x' is invalid.*whole number/],
    [['compare', 'a', 'b', '--signals', 'hash_delta,nonsense'], /"nonsense" is not a signal\. There are hash_delta,/],
    [['replay', 'a'], /required option '--baseline-nights <count>'/],
    [['replay', 'a', '--baseline-nights', '0'], /'0' is invalid.*whole number above 0/],
  ])('of wrong use: %j', async (argv, reason) => {
    const { exitCode, stdout, stderr } = await runCaptured(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });
});

describe('tidemark compare', () => {
  it('prints the agreed JSON, and ends with 1 on a drift without an error', async () => {
    const [baseline, current] = [
      await file('b.jsonl', lines(same, 3)),
      await file('c.jsonl.gz', gzipSync(lines(other))),
    ];
    const { exitCode, stdout, stderr } = await runCaptured(['compare', baseline, current, '--seed', '7', '--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(['verdict', 'p', 'alpha', 'seed', 'calls', 'signals', 'prompts', 'warnings']);
    expect(result).toMatchObject({ verdict: 'drifted', alpha: 0.01, seed: 7, calls: { baseline: 60, current: 20 } });
    expect(result.p).toBeLessThan(0.001);
    expect(Object.keys(result.signals[0])).toEqual(['name', 'value', 'threshold', 'noise', 'p', 'pAdjusted', 'fired']);
    expect(result.signals[0]).toMatchObject({ name: 'hash_delta', value: 1, threshold: 0.3, fired: true });
    expect(result.prompts).toHaveLength(20);
    expect(Object.keys(result.prompts[0])).toEqual(['id', 'moved', 'signals']);
    expect(result.prompts[0]).toMatchObject({ id: 'p0', moved: true });
  });

  it('gives the same figures for the same seed', async () => {
    const files = [await file('d.jsonl', lines(same, 3)), await file('e.jsonl', lines(other))];
    const command = ['compare', ...files, '--signals', 'hash_delta,vocabulary', '--json'];
    expect((await runCaptured(command)).stdout).toBe((await runCaptured(command)).stdout);
  });

  it('ends with 0 when nothing moved, and says so in a sentence', async () => {
    const { exitCode, stdout } = await runCaptured([
      'compare',
      await file('f.jsonl', lines(same, 3)),
      await file('g.jsonl', lines(same)),
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^stable: Nothing moved/);
    expect(stdout).toMatch(/\nhash_delta +0\s% +30\s% +0\s% +1 +1\n/);
    expect(stdout).toContain('Compared 20 calls with 60 baseline calls.');
  });

  it('shows which prompts moved, with old and new answers', async () => {
    const { stdout } = await runCaptured([
      'compare',
      await file('h.jsonl', lines(same, 3)),
      await file('i.jsonl', lines(other)),
      '--signals',
      'hash_delta,style_length',
    ]);
    expect(stdout).toMatch(/^drifted: /);
    expect(stdout).toContain('FIRED');
    expect(stdout).toMatch(/ {2}p\d+ \(\w+ .*\)\n {4}old {2}Answer \d+\.\n {4}new {2}Well, let me think/);
  });

  it('judges by the chosen signals only', async () => {
    const { stdout } = await runCaptured([
      'compare',
      await file('j.jsonl', lines(same, 3)),
      await file('k.jsonl', lines(other)),
      '--signals',
      'hash_delta, style_length',
      '--json',
    ]);
    const names = JSON.parse(stdout).signals.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['hash_delta', 'style_length']);
  });

  it('ends with 3 when nothing was measured', async () => {
    const { exitCode, stdout } = await runCaptured([
      'compare',
      await file('l.jsonl', lines(same, 3)),
      await file('m.jsonl', lines(same, 1, { error: 'refused' })),
      '--signals',
      'hash_delta',
    ]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^unmeasured: /);
    expect(stdout).toContain('20 of 20 calls gave no answer');
  });

  it.each([
    ['bad JSON', 'n.jsonl', `${lines(same)}\nno`, /n\.jsonl:21 is not a line of JSON/],
    [
      'duplicates',
      'o.jsonl',
      `${lines(same)}\n${lines(same)}`,
      /o\.jsonl:21 prompt "p0", repetition 0 stands on line 1/,
    ],
    ['an empty file', 'q.jsonl', '', /q\.jsonl holds no recorded answers/],
    ['gzip cut off', 'r.jsonl.gz', gzipSync(lines(same)).subarray(0, 50), /r\.jsonl\.gz:\d+ cannot be read/],
  ])('ends with 2 on %s, and names file, line and reason', async (_name, name, content, reason) => {
    const bad = await file(name, content);
    const { exitCode, stdout, stderr } = await runCaptured(['compare', bad, bad, '--json']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(reason);
  });

  it('never sends control characters of an answer to the terminal', async () => {
    const { stdout } = await runCaptured([
      'compare',
      await file('s.jsonl', lines(same, 3)),
      await file(
        't.jsonl',
        lines(() => '\u001b[31mred \u202eעברית 😀'),
      ),
    ]);
    expect(stdout).toContain('\\u001b[31mred \\u202eעברית 😀');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('tidemark replay', () => {
  const nights = (count: number, from: number, output: (prompt: number) => string) =>
    Array.from({ length: count }, (_, index) => lines(output, 1, { night: from + index })).join('\n');

  it('prints the agreed JSON, and ends with 1 after an alarm', async () => {
    const path = await file('u.jsonl', `${nights(5, 1, same)}\n${nights(2, 6, other)}`);
    const { exitCode, stdout } = await runCaptured(['replay', path, '--baseline-nights', '3', '--json']);
    expect(exitCode).toBe(1);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(['nights', 'firstAlarm']);
    expect(result.firstAlarm).toBe(6);
    expect(Object.keys(result.nights[0])).toEqual(['night', 'verdict', 'p', 'e', 'cusum', 'alarm']);
    expect(result.nights[0]).toEqual({ night: 4, verdict: 'stable', p: 1, e: 0.4, cusum: 0.4, alarm: false });
  });

  it('prints a night a line, and ends with 0 without an alarm', async () => {
    const { exitCode, stdout } = await runCaptured([
      'replay',
      await file('v.jsonl', nights(5, 1, same)),
      '--baseline-nights',
      '3',
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^No alarm: the CUSUM stayed below \d+\. Baseline: 1, 2, 3\.\n/);
    expect(stdout).toMatch(/\n4 +stable +1 +0\.4 +0\.4\n/);
  });

  it('ends with 3 when the baseline leaves no night', async () => {
    const path = await file('w.jsonl', nights(3, 1, same));
    expect(await runCaptured(['replay', path, '--baseline-nights', '3', '--json'])).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining('"nights": []'),
    });
  });

  it('ends with 2 on a line without a night', async () => {
    const { exitCode, stderr } = await runCaptured([
      'replay',
      await file('x.jsonl', lines(same)),
      '--baseline-nights',
      '1',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/x\.jsonl:1 "night" is missing/);
  });
});

describe('tidemark refusals', () => {
  const ANSWERS = [
    { prompt_id: 'a', output: "I'm sorry, but I can't help with that." },
    { prompt_id: 'b', output: 'Paris is the capital of France.' },
    { prompt_id: 'c', error: 'timed out' },
  ];

  it('prints one JSON object a line', async () => {
    const path = await file('y.jsonl', ANSWERS.map((row) => JSON.stringify(row)).join('\n'));
    const { exitCode, stdout } = await runCaptured(['refusals', path, '--json']);
    expect(exitCode).toBe(0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row));
    expect(rows).toMatchObject([
      { prompt_id: 'a', refusal: expect.any(Number), label: 'refusal' },
      { prompt_id: 'b', refusal: expect.any(Number) },
      { prompt_id: 'c', refusal: null, label: 'unmeasured' },
    ]);
    expect(rows[0].refusal).toBeGreaterThan(0.5);
    expect(rows[1].refusal).toBeLessThan(0.5);
  });

  it('counts them for people', async () => {
    const path = await file('z.jsonl', ANSWERS.map((row) => JSON.stringify(row)).join('\n'));
    expect((await runCaptured(['refusals', path])).stdout).toMatch(
      /1 of 2 answers declines \(50\s%\); 1 call gave no answer\.\n$/,
    );
  });

  it('ends with 3 when no call gave an answer', async () => {
    const path = await file('none.jsonl', JSON.stringify(ANSWERS[2]));
    expect(await runCaptured(['refusals', path])).toMatchObject({ exitCode: 3 });
  });
});

const data = resolve(env().TIDEMARK_RECORDED_DATA ?? resolve(import.meta.dirname, '../../shared/data/modeldrift'));
const recorded = join(data, 'llm_stability_repeats.jsonl.gz');
if (!existsSync(recorded)) console.warn(`Skipped: no recorded answers at ${recorded}; set TIDEMARK_RECORDED_DATA.`);

describe.skipIf(!existsSync(recorded))('on answers recorded from real models', () => {
  const rows = () =>
    gunzipSync(readFileSync(recorded))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row));
  const take = (model: string, reps: readonly number[]) =>
    rows()
      .filter((row) => row.model === model && reps.includes(row.rep))
      .filter(({ prompt_id: id }) => /^navigate:few:1?\d$/.test(id))
      .map((row) => JSON.stringify(row))
      .join('\n');

  it.each([
    ['the same model is stable', 'gpt-35-turbo', 3, 0],
    ['a fine-tuned one has drifted', 'gpt-35_OAI_finetuned_same_task', 0, 1],
  ])('%s', async (_name, model, rep, expected) => {
    const baseline = await file('real-b.jsonl', take('gpt-35-turbo', [0, 1, 2]));
    const current = await file('real-c.jsonl', take(model, [rep]));
    expect((await runCaptured(['compare', baseline, current])).exitCode).toBe(expected);
  });
});
