import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '#lib/channels/model/statistics/random.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { measuredAnswer } from '#lib/recorded/sides.ts';
import { type LoadedPair, selectPairs } from './corpus.ts';
import { drawTrial } from './draw.ts';
import { oracleThreshold, rawHashDelta, shareAbove } from './hash-rule.ts';
import { readPairs } from './pairs.ts';
import { runPair } from './run-pair.ts';

const folder = temporaryFolder('bench');
afterAll(() => rm(folder, { recursive: true, force: true }));

const PAIR = {
  name: 'a',
  kind: 'null',
  file: 'answers.jsonl',
  promptPrefix: 'p:',
  baseline: { model: 'old' },
  current: { model: 'old' },
  baselineReps: 2,
  currentReps: 1,
  prompts: 8,
  trials: 20,
};

const ROWS = ['old', 'new'].flatMap((model) =>
  [0, 1, 2].flatMap((rep) =>
    Array.from({ length: 10 }, (_, prompt) => ({ prompt_id: `p:${prompt}`, model, rep, output: `${model} ${prompt}` })),
  ),
);

async function write(pairs: unknown, rows: readonly object[] = ROWS): Promise<string> {
  await writeFile(join(folder, 'pairs.json'), typeof pairs === 'string' ? pairs : JSON.stringify(pairs));
  await writeFile(join(folder, 'answers.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  return folder;
}

async function load(pair: object, rows: readonly object[] = ROWS): Promise<LoadedPair> {
  const data = await write({ pairs: [{ ...PAIR, ...pair }] }, rows);
  const [selected] = await selectPairs(data, await readPairs(data));
  if (selected === undefined) throw new Error('one pair was written');
  const prompts = selected.prompts.map(({ promptId, baseline, current }) => ({
    promptId,
    baseline: baseline.map((answer) => measuredAnswer(answer)),
    current: selected.sameRows ? [] : current.map((answer) => measuredAnswer(answer)),
  }));
  return { ...selected, prompts };
}

describe('pairs.json', () => {
  it('is read, and one pair is chosen by name', async () => {
    const data = await write({ about: 'x', pairs: [PAIR, { ...PAIR, name: 'b', swap: true }] });
    expect(await readPairs(data)).toMatchObject([
      { name: 'a', swap: false },
      { name: 'b', swap: true },
    ]);
    expect(await readPairs(data, 'b')).toMatchObject([{ name: 'b' }]);
    expect(await readPairs(data, '')).toHaveLength(2);
    await expect(readPairs(data, 'c')).rejects.toThrow(/has no pair "c"\. There are:\n {2}a\n {2}b/);
  });

  it.each([
    ['no JSON', '{', /pairs\.json is not JSON/],
    ['no pairs', { pairs: [] }, /pairs\.json: "pairs" must have at least 1 entries/],
    [
      'another shape',
      { pairs: [PAIR, { ...PAIR, kind: 'odd' }] },
      /pair 2: "kind" must be one of null, positive, found "odd"/,
    ],
    ['a missing field', { pairs: [{ ...PAIR, trials: undefined }] }, /pair 1: "trials" is missing/],
    ['a file elsewhere', { pairs: [{ ...PAIR, file: '../x.jsonl' }] }, /must be the name of a file beside pairs\.json/],
    ['a name twice', { pairs: [PAIR, PAIR] }, /two pairs are named "a"/],
  ])('with %s is refused', async (_name, pairs, reason) => {
    await expect(readPairs(await write(pairs))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(reason),
    });
  });

  it('that is not there is refused', async () => {
    await expect(readPairs(join(folder, 'nowhere'))).rejects.toThrow(
      /nowhere\/pairs\.json cannot be read: ENOENT.*--data/,
    );
  });

  it.each([
    ['names a file that is not there', { file: 'other.jsonl' }, /other\.jsonl cannot be read: ENOENT/],
    ['has too few prompts', { prompts: 11 }, /Pair "a": only 10 prompts .* a trial draws 11/],
    ['has too few repetitions', { baselineReps: 3 }, /only 0 prompts .* have enough repetitions/],
    ['selects nothing', { current: { model: 'none' } }, /only 0 prompts/],
  ])('that %s is refused', async (_name, change, reason) => {
    await expect(load(change)).rejects.toThrow(reason);
  });

  it('names the line of an answer that does not fit', async () => {
    await expect(load({}, [{ prompt_id: 'p:0', output: 'x' }, { output: 'x' }])).rejects.toThrow(
      /answers\.jsonl:2 "prompt_id" is missing/,
    );
  });
});

describe('a trial', () => {
  it('draws disjoint repetitions where both sides select the same rows', async () => {
    const rows = ROWS.map((row) => ({ ...row, output: `${row.output} ${row.rep}` }));
    const loaded = await load({}, rows);
    const random = createRandom(1);
    for (let trial = 0; trial < 50; trial++) {
      const sides = drawTrial(loaded, random);
      expect(new Set(sides.map(({ promptId }) => promptId)).size).toBe(8);
      for (const { baseline, tonight } of sides) {
        expect(new Set([...baseline, ...tonight].map(({ output }) => output)).size).toBe(3);
      }
    }
  });

  it('exchanges the sides of about half of the prompts of a swap', async () => {
    const loaded = await load({ swap: true, current: { model: 'new' }, baselineReps: 1 });
    const random = createRandom(1);
    const trials = Array.from({ length: 100 }, () => drawTrial(loaded, random)).flat();
    const swapped = trials.filter(({ baseline }) => baseline[0]?.output.startsWith('new')).length / trials.length;
    expect(swapped).toBeGreaterThan(0.4);
    expect(swapped).toBeLessThan(0.6);
    expect(trials.every(({ baseline, tonight }) => baseline[0]?.output !== tonight[0]?.output)).toBe(true);
  });
});

describe('runPair', () => {
  it('gives the figures of a null and of a positive, the same each time', async () => {
    const quiet = await runPair(await load({}), () => undefined);
    expect(quiet).toMatchObject({ name: 'a', kind: 'null', trials: 20, alarms: 0, rate: 0, rawHashRate: 0, calls: 24 });
    expect(quiet.ci[1]).toBeCloseTo(0.161, 3);
    const positive = { kind: 'positive', current: { model: 'new' } };
    let trials = 0;
    const moved = await runPair(await load(positive), () => {
      trials += 1;
    });
    expect(trials).toBe(20);
    expect(moved).toMatchObject({ alarms: 20, rate: 1, rawHashRate: 1, oracleHashRate: 1, callsTonight: 8 });
    expect(await runPair(await load(positive), () => undefined)).toEqual(moved);
  });
});

describe('the hash rule', () => {
  it('counts answers that differ from the first accepted one, byte for byte', async () => {
    const sides = drawTrial(await load({ current: { model: 'new' } }), createRandom(1));
    expect(rawHashDelta(sides)).toBe(1);
    expect(shareAbove([0.3, 0.31])).toBe(0.5);
  });

  it('has an oracle threshold that 1 % of comparisons without a change exceed', () => {
    const deltas = Array.from({ length: 200 }, (_, index) => index / 200);
    expect(shareAbove(deltas, oracleThreshold(deltas))).toBe(0.01);
  });
});
