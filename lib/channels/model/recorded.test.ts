import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { env } from '#lib/platform/env.ts';
import { toAnswer } from './answer.ts';
import { compareWithBaseline } from './compare.ts';
import type { Answer, PromptSides } from './types.ts';

const folder = resolve(
  env().TIDEMARK_RECORDED_DATA ?? resolve(import.meta.dirname, '../../../../shared/data/modeldrift'),
);
const file = resolve(folder, 'llm_stability_repeats.jsonl.gz');
const present = existsSync(file);

const recordedAnswer = z.object({ prompt_id: z.string(), model: z.string(), rep: z.int(), output: z.string() });

/** Every recorded answer by model, prompt and repetition. */
function load(): Map<string, Answer> {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return new Map(
    lines.map((line) => {
      const { model, prompt_id, rep, output } = recordedAnswer.parse(JSON.parse(line));
      return [key(model, prompt_id, rep), toAnswer({ output })];
    }),
  );
}

function key(model: string, promptId: string, repetition: number): string {
  return `${model} ${promptId} ${repetition}`;
}

interface Draw {
  task: string;
  /** Who answers tonight; the baseline is always gpt-35-turbo. */
  model: string;
  baseline: readonly number[];
  repetition: number;
  firstPrompt?: number;
}

/** Judges 20 neighbouring prompts of a task. */
function judge(answers: Map<string, Answer>, { task, model, baseline, repetition, firstPrompt = 0 }: Draw) {
  const prompts = Array.from({ length: 20 }, (_, index): PromptSides<string> => {
    const promptId = `${task}:few:${firstPrompt + index}`;
    const tonight = answers.get(key(model, promptId, repetition));
    return {
      promptId,
      stratum: 'behaviour',
      category: null,
      expectation: null,
      baseline: baseline.flatMap((rep) => answers.get(key('gpt-35-turbo', promptId, rep)) ?? []),
      tonight: tonight === undefined ? [] : [tonight],
      judged: null,
    };
  });
  return compareWithBaseline(prompts, {
    seed: repetition,
    permutationsWhenSmall: 999,
    minBaselineRepetitions: baseline.length,
  });
}

if (!present) console.warn(`Skipped: no recorded answers at ${file}; set TIDEMARK_RECORDED_DATA to their folder.`);

describe.skipIf(!present)('answers recorded from real models', () => {
  const answers = present ? load() : new Map<string, Answer>();
  const same = { model: 'gpt-35-turbo', baseline: [0, 1, 2] };
  const tuned = { model: 'gpt-35_OAI_finetuned_same_task', baseline: [0, 1, 2] };

  describe.each(['navigate', 'logical_deduction'])('%s', (task) => {
    it.each([3, 4, 5, 6, 7, 8, 9])('the same model, repetition %i, is stable', (repetition) => {
      const comparison = judge(answers, { ...same, task, repetition });
      expect(comparison.verdict).toBe('stable');
      expect(comparison.signals.every((signal) => !signal.fired)).toBe(true);
    });

    it.each([0, 1, 2, 3, 4, 5])('a fine-tuned model behind the same name, repetition %i, has drifted', (repetition) => {
      const comparison = judge(answers, { ...tuned, task, repetition });
      expect(comparison.verdict).toBe('drifted');
      const fired = comparison.signals.filter((signal) => signal.fired).map((signal) => signal.name);
      expect(fired).toEqual(expect.arrayContaining(['hash_delta', 'energy', 'style_length', 'vocabulary']));
      expect(comparison.prompts.filter((prompt) => prompt.movement === 'changed').length).toBeGreaterThan(15);
    });

    it('the verdicts hold for every 20 neighbouring prompts', () => {
      for (let firstPrompt = 0; firstPrompt <= 230; firstPrompt += 20) {
        expect(judge(answers, { ...same, task, repetition: 3, firstPrompt }).verdict).toBe('stable');
        expect(judge(answers, { ...tuned, task, repetition: 0, firstPrompt }).verdict).toBe('drifted');
      }
    });

    it('one repetition on each side is judged by what moves the same way', () => {
      const once = { task, baseline: [0], repetition: 1 };
      expect(judge(answers, { ...same, ...once }).verdict).toBe('stable');
      const comparison = judge(answers, { ...tuned, ...once });
      expect(comparison.verdict).toBe('drifted');
      expect(comparison.signals.find((signal) => signal.name === 'hash_delta')).toMatchObject({ pValue: null });
    });
  });
});
