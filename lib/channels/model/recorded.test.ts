import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { env } from '#lib/platform/env.ts';
import { hashAnswer } from './canonicalise.ts';
import { compareWithBaseline } from './compare.ts';
import type { AnswerHashes } from './types.ts';

const folder = resolve(
  env().TIDEMARK_RECORDED_DATA ?? resolve(import.meta.dirname, '../../../../shared/data/modeldrift'),
);
const file = resolve(folder, 'llm_stability_repeats.jsonl.gz');
const present = existsSync(file);

const recordedAnswer = z.object({ prompt_id: z.string(), model: z.string(), rep: z.int(), output: z.string() });

/** Hashes of every recorded answer by model, prompt and repetition. */
function load(): Map<string, AnswerHashes> {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return new Map(
    lines.map((line) => {
      const { model, prompt_id, rep, output } = recordedAnswer.parse(JSON.parse(line));
      return [key(model, prompt_id, rep), hashAnswer({ output, toolCalls: [] })];
    }),
  );
}

function key(model: string, promptId: string, repetition: number): string {
  return `${model} ${promptId} ${repetition}`;
}

/** Judges 20 prompts of a task: gpt-35-turbo repetitions 0–2 as baseline, one repetition of `model` as tonight. */
function judge(answers: Map<string, AnswerHashes>, task: string, model: string, repetition: number, firstPrompt = 0) {
  return compareWithBaseline(
    Array.from({ length: 20 }, (_, index) => {
      const promptId = `${task}:few:${firstPrompt + index}`;
      const baseline = [0, 1, 2].flatMap((rep) => answers.get(key('gpt-35-turbo', promptId, rep)) ?? []);
      const tonight = answers.get(key(model, promptId, repetition));
      return { promptId, baseline, tonight: tonight === undefined ? [] : [tonight] };
    }),
  );
}

if (!present) console.warn(`Skipped: no recorded answers at ${file}; set TIDEMARK_RECORDED_DATA to their folder.`);

describe.skipIf(!present)('answers recorded from real models', () => {
  const answers = present ? load() : new Map<string, AnswerHashes>();

  describe.each(['navigate', 'logical_deduction'])('%s', (task) => {
    it.each([3, 4, 5, 6, 7, 8, 9])('the same model, repetition %i, is stable', (repetition) => {
      const comparison = judge(answers, task, 'gpt-35-turbo', repetition);
      expect(comparison).toMatchObject({ verdict: 'stable', signals: [{ name: 'hash_delta', fired: false }] });
    });

    it.each([0, 1, 2, 3, 4, 5])('a fine-tuned model behind the same name, repetition %i, has drifted', (repetition) => {
      const comparison = judge(answers, task, 'gpt-35_OAI_finetuned_same_task', repetition);
      expect(comparison).toMatchObject({ verdict: 'drifted', signals: [{ name: 'hash_delta', fired: true }] });
      expect(comparison.prompts.filter((prompt) => prompt.movement === 'changed').length).toBeGreaterThan(15);
    });

    it('the verdicts hold for every 20 neighbouring prompts', () => {
      for (let firstPrompt = 0; firstPrompt <= 230; firstPrompt += 10) {
        expect(judge(answers, task, 'gpt-35-turbo', 3, firstPrompt).verdict).toBe('stable');
        expect(judge(answers, task, 'gpt-35_OAI_finetuned_same_task', 0, firstPrompt).verdict).toBe('drifted');
      }
    });
  });

  it('one repetition on each side can only calibrate', () => {
    const prompts = Array.from({ length: 20 }, (_, index) => {
      const of = (model: string) => answers.get(key(model, `navigate:few:${index}`, 0));
      const [before, after] = [of('gpt-35-turbo'), of('gpt-35_OAI_finetuned_same_task')];
      return { promptId: index, baseline: before ? [before] : [], tonight: after ? [after] : [] };
    });
    expect(compareWithBaseline(prompts).verdict).toBe('calibrating');
  });
});
