import { TidemarkError } from '#lib/platform/errors.ts';
import { readSuite } from '#lib/suites/read.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import { json } from '../../reporters/json.ts';
import { shippedSuite } from '../../shipped.ts';
import type { World } from '../../world.ts';

/** Prints what is wrong with each suite, or that it is valid. @throws TidemarkError `invalid_input` when one is not. */
export async function validateSuites(paths: string[], options: { json?: true }, { stdout }: World): Promise<void> {
  const results = [];
  for (const path of paths.length > 0 ? paths : [shippedSuite()]) results.push({ path, result: await readSuite(path) });
  if (options.json) stdout.write(json(results.map(summary)));
  else for (const { path, result } of results) stdout.write(report(path, result));
  const invalid = results.filter(({ result }) => 'problems' in result).map(({ path }) => path);
  if (invalid.length > 0) throw new TidemarkError('invalid_input', `Not valid: ${invalid.join(', ')}`);
}

type Result = Awaited<ReturnType<typeof readSuite>>;

function report(path: string, result: Result): string {
  if ('problems' in result) return result.problems.map((problem) => `${formatProblem(problem)}\n`).join('');
  const { key, prompts, contentHash } = result.suite;
  return `${path}: suite ${key} is valid, ${prompts.length} prompts, content hash ${contentHash}\n`;
}

function summary({ path, result }: { path: string; result: Result }) {
  if ('problems' in result) return { path, valid: false, problems: result.problems };
  const { key, prompts, contentHash } = result.suite;
  return { path, valid: true, key, prompts: prompts.length, contentHash };
}
