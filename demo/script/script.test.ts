import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toAnswer } from '#lib/channels/model/answer.ts';
import { compareWithBaseline } from '#lib/channels/model/compare.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { PromptSpec } from '#lib/suites/format.ts';
import { parseSuite } from '#lib/suites/parse.ts';
import { promptHash } from '../chat-request.ts';
import { SCRIPTED_MODELS } from '../models.ts';
import { createRandom } from '../random.ts';
import { loadScript } from './load.ts';
import { type Speech, speak } from './speak.ts';

const folder = join(import.meta.dirname, '..', '..', 'suites', 'canary');
const files = readdirSync(folder).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const result = parseSuite(files);
invariant('suite' in result, 'the shipped suite parses');
const prompts = result.suite.prompts;
const script = loadScript();

/** What a model says to a prompt in `count` independent repetitions. */
function repeat(spec: PromptSpec, noise: number, count: number, { changed = false, seed = '' } = {}): Speech[] {
  const scripted = script.get(promptHash(spec.messages));
  invariant(scripted, `${spec.id} is scripted`);
  const says = changed ? (scripted.after ?? scripted.says) : scripted.says;
  return Array.from({ length: count }, (_, turn) =>
    speak({ says, sway: scripted.sway }, noise, createRandom(`${seed} ${changed} ${spec.id} ${turn}`)),
  );
}

/** The verdict on one answer to every prompt, against three repetitions of the same model before any change. */
function judge(model: string, changed: boolean, seed: string) {
  const noise = noiseOf(model);
  const answer = ({ text, toolCall }: Speech) => {
    const toolCalls = toolCall === null ? [] : [{ name: toolCall.name, arguments: toolCall.argumentsJson }];
    return toAnswer({ output: text, toolCalls });
  };
  const answers = prompts.map((spec) => {
    const [tonight, ...baseline] = repeat(spec, noise, 4, { seed });
    invariant(tonight, 'four repetitions');
    const [after = tonight] = changed ? repeat(spec, noise, 1, { seed, changed }) : [];
    return {
      promptId: spec.id,
      stratum: spec.stratum,
      category: spec.category,
      expectation: spec.expect,
      baseline: baseline.map(answer),
      tonight: [answer(after)],
      judged: null,
    };
  });
  return compareWithBaseline(answers, { seed: 1, permutationsWhenSmall: 999 }).verdict;
}

function noiseOf(model: string): number {
  const settings = SCRIPTED_MODELS[model];
  invariant(settings, `${model} is scripted`);
  return settings.noise;
}

describe('scripted answers', () => {
  it('cover the whole shipped suite', () => {
    expect(prompts.filter(({ messages }) => !script.has(promptHash(messages))).map(({ id }) => id)).toEqual([]);
  });

  it.each(prompts.map((spec) => [spec.id, spec] as const))('%s: in shape and within the token limit', (_, spec) => {
    for (const { text, toolCall } of repeat(spec, 0.5, 30)) {
      expect(text).not.toMatch(/[⟨⟩]/);
      expect(text.length).toBeLessThanOrEqual(4 * spec.maxTokens);
      if (spec.expect.kind === 'one-of') expect(spec.expect.answers).toContain(text);
      if (spec.expect.kind === 'json') expect(() => JSON.parse(text)).not.toThrow();
      if (spec.expect.kind === 'tool-call') {
        expect(toolCall?.name).toBe(spec.expect.name);
        expect(JSON.parse(toolCall?.argumentsJson ?? '')).toEqual(spec.expect.arguments);
      }
      if (spec.expect.kind === 'text') for (const part of spec.expect.contains ?? []) expect(text).toContain(part);
    }
  });

  it.each([
    ['demo-steady', false, 'stable'],
    ['demo-noisy', false, 'stable'],
    ['demo-shifting', false, 'stable'],
    ['demo-shifting', true, 'drifted'],
  ])('%s, changed: %s, comes out %s', (model, changed, expected) => {
    const verdicts = Array.from({ length: 20 }, (_, night) => judge(model, changed, `night ${night}`));
    expect(new Set(verdicts)).toEqual(new Set([expected]));
  });
});
