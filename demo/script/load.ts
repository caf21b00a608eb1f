import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { PromptSpec } from '#lib/suites/format.ts';
import { parseSuite } from '#lib/suites/parse.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import { promptHash } from '../chat-request.ts';
import { answerAsExpected } from './as-expected.ts';
import { answersFileSchema, type ScriptedPrompt } from './format.ts';

/** Scripted prompts by the hash of their messages. */
export type Script = ReadonlyMap<string, ScriptedPrompt>;

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Loads the scripted answers and ties them to the messages of the shipped canary suite; candidate prompts are answered
 * as they expect.
 *
 * @throws TidemarkError `misconfigured` where a suite does not parse or an answer names a prompt it does not have.
 */
export function loadScript(): Script {
  const hashes = new Map(shippedPrompts('canary').map(({ id, messages }) => [id, promptHash(messages)]));
  const scripted = readYamlFiles(join(ROOT, 'demo', 'answers')).flatMap(
    ({ text }) => answersFileSchema.parse(parse(text)).answers,
  );
  const candidates = shippedPrompts('candidates').flatMap((spec) => {
    const answer = answerAsExpected(spec);
    return answer === null ? [] : [[promptHash(spec.messages), answer] as const];
  });
  return new Map([
    ...candidates,
    ...scripted.map((answer) => {
      const hash = hashes.get(answer.prompt);
      if (hash === undefined) throw broken(`an answer is scripted for ${answer.prompt}, which the suite does not hold`);
      return [hash, answer] as const;
    }),
  ]);
}

function shippedPrompts(suite: string): PromptSpec[] {
  const result = parseSuite(readYamlFiles(join(ROOT, 'suites', suite)));
  if ('problems' in result) throw broken(result.problems.map(formatProblem).join('; '));
  return result.suite.prompts;
}

function readYamlFiles(folder: string): { path: string; text: string }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => ({
    path: join(basename(folder), name),
    text: readFileSync(join(folder, name), 'utf8'),
  }));
}

function broken(problem: string): TidemarkError {
  return new TidemarkError('misconfigured', `Demo answers: ${problem}`);
}
