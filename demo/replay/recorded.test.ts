import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { env } from '#lib/platform/env.ts';
import { ReplayDeck } from './deck.ts';
import { readRecording } from './recording.ts';

const folder = resolve(env().TIDEMARK_RECORDED_DATA ?? resolve(import.meta.dirname, '../../../shared/data/modeldrift'));
const files = (name: string) => ({
  answersFile: resolve(folder, `${name}.jsonl.gz`),
  promptsFile: resolve(folder, `${name}.prompts.jsonl.gz`),
});
const NAMES = [
  'llm_stability_repeats',
  'llmdrift_happynumber',
  'llmdrift_leetcode_easy',
  'llmdrift_opinionqa',
  'llmdrift_prime',
  'llmdrift_sensitiveq',
  'parea_primes',
];
const present = NAMES.every((name) => existsSync(files(name).answersFile));

describe.skipIf(!present)(`recordings in ${folder}${present ? '' : ' (absent: set TIDEMARK_RECORDED_DATA)'}`, () => {
  it.each(NAMES)('%s: every recorded prompt can be asked for, and every model answers it', async (name) => {
    const recording = await readRecording(files(name));
    const known = new Set([...recording.promptIds.values()].flat());
    for (const byPrompt of recording.answers.values()) {
      expect([...byPrompt.keys()].filter((id) => !known.has(id))).toEqual([]);
    }
  });

  it('plays a repetition word for word', async () => {
    const recording = await readRecording(files('llm_stability_repeats'));
    const deck = new ReplayDeck(recording);
    expect(deck.point('watched', { model: 'gpt-35-turbo', repetitions: [3] })).toBeNull();
    const navigate = [...recording.promptIds].filter(([, ids]) => ids.some((id) => id.startsWith('navigate:few:')));
    expect(navigate.length).toBeGreaterThan(200);
    for (const [hash, [id = '']] of navigate) {
      expect(deck.play('watched', hash)).toEqual({ output: recording.answers.get('gpt-35-turbo')?.get(id)?.get(3) });
    }
  });
});
