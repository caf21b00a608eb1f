import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
function repeat(spec: PromptSpec, noise: number, count: number, changed = false): Speech[] {
  const scripted = script.get(promptHash(spec.messages));
  invariant(scripted, `${spec.id} is scripted`);
  const says = changed ? (scripted.after ?? scripted.says) : scripted.says;
  return Array.from({ length: count }, (_, turn) =>
    speak({ says, sway: scripted.sway }, noise, createRandom(`${spec.id} ${turn}`)),
  );
}

/** Share of pairs of answers to the same prompt that differ. */
function differing(a: (spec: PromptSpec) => Speech[], b: (spec: PromptSpec) => Speech[]): number {
  const pairs = prompts.flatMap((spec) => a(spec).flatMap((left) => b(spec).map((right) => [left, right])));
  return pairs.filter(([left, right]) => JSON.stringify(left) !== JSON.stringify(right)).length / pairs.length;
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

  it('vary little, much, and beyond noise after the change', () => {
    const steady = (spec: PromptSpec) => repeat(spec, noiseOf('demo-steady'), 3);
    const steadyLater = (spec: PromptSpec) => repeat(spec, noiseOf('demo-steady'), 8).slice(3);
    const noisy = (spec: PromptSpec) => repeat(spec, noiseOf('demo-noisy'), 3);
    const noisyLater = (spec: PromptSpec) => repeat(spec, noiseOf('demo-noisy'), 8).slice(3);
    const changed = (spec: PromptSpec) => repeat(spec, noiseOf('demo-shifting'), 3, true);
    expect(differing(steady, steadyLater)).toBeLessThan(0.3);
    expect(differing(noisy, noisyLater)).toBeGreaterThan(0.35);
    expect(differing(steady, changed)).toBeGreaterThan(0.6);
  });
});
