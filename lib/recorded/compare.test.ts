import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { compareRecordings } from './compare.ts';
import type { FeatureMakers } from './features.ts';
import { replayRecording } from './replay.ts';

const folder = temporaryFolder('compare');
afterAll(() => rm(folder, { recursive: true, force: true }));

const OPTIONS = { alpha: 0.01, seed: 1 };
const MAKERS: FeatureMakers = { encoder: null, refusal: () => 0 };
let files = 0;

async function file(rows: readonly object[]): Promise<string> {
  const path = join(folder, `${files++}.jsonl`);
  await writeFile(path, rows.map((row) => JSON.stringify(row)).join('\n'));
  return path;
}

/** Answers of `prompts` prompts, `reps` repetitions each. */
const answers = (output: (prompt: number, rep: number) => string, reps = 1, prompts = 20) =>
  Array.from({ length: prompts * reps }, (_, index) => {
    const [prompt, rep] = [index % prompts, Math.floor(index / prompts)];
    return { prompt_id: `p${prompt}`, rep, output: output(prompt, rep) };
  });

async function compare(baseline: readonly object[], current: readonly object[], makers = MAKERS) {
  return compareRecordings({ baseline: await file(baseline), current: await file(current) }, OPTIONS, makers);
}

const same = (prompt: number) => `Answer ${prompt}.`;
const other = (prompt: number) => `Well, let me think about this one: the answer would be ${prompt}!`;

describe('compareRecordings', () => {
  it('finds the same answers stable', async () => {
    const { comparison, calls, warnings } = await compare(answers(same, 3), answers(same));
    expect(comparison).toMatchObject({ verdict: 'stable', seed: 1 });
    expect(calls).toEqual({ baseline: 60, current: 20 });
    expect(warnings).toEqual([]);
  });

  it('finds other answers drifted', async () => {
    const { comparison } = await compare(answers(same, 3), answers(other));
    expect(comparison.verdict).toBe('drifted');
    expect(comparison.signals.find(({ name }) => name === 'hash_delta')).toMatchObject({ fired: true, value: 1 });
  });

  it('says that one answer on each side allows paired tests only, and makes them', async () => {
    const { comparison, warnings } = await compare(answers(same), answers(other));
    expect(comparison.verdict).toBe('drifted');
    expect(comparison.signals.find(({ name }) => name === 'hash_delta')).toMatchObject({ value: 1, pValue: null });
    expect(warnings).toEqual([expect.stringMatching(/^One answer on each side/)]);
  });

  it('names prompts that one side lacks, and judges the others while they are enough', async () => {
    const few = await compare(answers(same, 3), answers(same).slice(2));
    expect(few.warnings).toEqual(['2 prompts missing in the current answers: "p0", "p1".']);
    expect(few.comparison.verdict).toBe('stable');
    const half = await compare(answers(same, 3), answers(other).slice(10));
    expect(half.comparison.verdict).toBe('unmeasured');
  });

  it('counts calls that failed, and does not compare them', async () => {
    const failed = answers(other).map((row) => ({ ...row, error: 'refused' }));
    const { comparison, warnings, calls } = await compare(answers(same, 3), failed);
    expect(comparison.verdict).toBe('unmeasured');
    expect(calls.current).toBe(20);
    expect(warnings[0]).toMatch(/: 20 of 20 calls gave no answer \(first reason: error: "refused"\)\.$/);
  });

  it('can fall below a small alpha', async () => {
    const files = { baseline: await file(answers(same, 3)), current: await file(answers(other)) };
    const { comparison } = await compareRecordings(files, { alpha: 0.0005, seed: 1 }, MAKERS);
    expect(comparison.verdict).toBe('drifted');
  });

  it('takes unequal numbers of repetitions', async () => {
    const baseline = answers(same, 3).filter((_, index) => index % 7 !== 0);
    expect((await compare(baseline, answers(same, 2))).comparison.verdict).toBe('stable');
  });

  it('knows a lower token limit from a change of the model', async () => {
    const whole = answers(other, 3).map((row) => ({ ...row, finish_reason: 'stop' }));
    const cut = answers((prompt) => other(prompt).slice(0, 12)).map((row) => ({ ...row, finish_reason: 'length' }));
    expect((await compare(whole, cut)).comparison.reason).toMatch(/now end at the token limit/);
  });

  it.each(['misconfigured', 'unavailable'] as const)('works where the encoder is %s, and says so', async (code) => {
    const encoder = { id: 'none', encode: () => Promise.reject(new TidemarkError(code, 'no encoder here')) };
    const { comparison, warnings } = await compare(answers(same, 3), answers(same), { ...MAKERS, encoder });
    expect(comparison.verdict).toBe('stable');
    expect(warnings).toEqual(['Embedding drift was not measured: no encoder here']);
  });
});

describe('replayRecording', () => {
  const night = (name: string | number, rows: readonly object[]) => rows.map((row) => ({ ...row, night: name }));
  const replay = async (rows: readonly object[], baselineNights = 3) =>
    replayRecording(await file(rows), { ...OPTIONS, baselineNights }, MAKERS);
  const nights = (count: number, from: number, output: (prompt: number) => string) =>
    Array.from({ length: count }, (_, index) => night(from + index, answers(output))).flat();

  it('alarms on the night of a change, not before', async () => {
    const { nights: judged, firstAlarm } = await replay([...nights(6, 1, same), ...nights(3, 7, other)]);
    expect(judged.map(({ night, verdict, alarm }) => [night, verdict, alarm])).toEqual([
      [4, 'stable', false],
      [5, 'stable', false],
      [6, 'stable', false],
      [7, 'drifted', true],
      [8, 'drifted', true],
      [9, 'drifted', true],
    ]);
    expect(firstAlarm).toBe(7);
  });

  it('begins the evidence anew after an alarm, so that nights after a change that passed are quiet', async () => {
    const { nights: judged } = await replay([...nights(4, 1, same), ...nights(3, 5, other), ...nights(2, 8, same)]);
    expect(judged.map(({ verdict, alarm }) => [verdict, alarm])).toEqual([
      ['stable', false],
      ['drifted', true],
      ['drifted', true],
      ['drifted', true],
      ['stable', false],
      ['stable', false],
    ]);
    expect(judged.at(-1)?.cusum).toBeLessThan(1);
  });

  it('sorts nights, numbers in them by value', async () => {
    const rows = ['night-10', 'night-9', 'night-1', 'night-2'].flatMap((name) => night(name, answers(same)));
    const { baselineNights, nights: judged } = await replay(rows, 2);
    expect(baselineNights).toEqual(['night-1', 'night-2']);
    expect(judged.map((entry) => entry.night)).toEqual(['night-9', 'night-10']);
  });

  it('leaves the CUSUM as it is on a night without a verdict', async () => {
    const failed = answers(same).map((row) => ({ ...row, output: null }));
    const rows = [...nights(4, 1, same), ...night(5, failed), ...nights(1, 6, same)];
    const [, lost] = (await replay(rows)).nights;
    expect(lost).toMatchObject({ night: 5, verdict: 'unmeasured', p: null, e: null, alarm: false });
    expect(lost?.cusum).toBe((await replay(rows)).nights[0]?.cusum);
  });

  it('judges nothing when the baseline takes all nights', async () => {
    const { nights: judged, firstAlarm, warnings } = await replay(nights(3, 1, same));
    expect({ judged, firstAlarm }).toEqual({ judged: [], firstAlarm: null });
    expect(warnings[0]).toMatch(/holds 3 nights: none is left to judge/);
  });

  it('needs a night on every line', async () => {
    await expect(replay([...nights(1, 1, same), ...answers(same)])).rejects.toThrow(/:21 "night" is missing/);
  });
});
