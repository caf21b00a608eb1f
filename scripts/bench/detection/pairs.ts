import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { flawsOf } from '#lib/yaml/describe.ts';

const filter = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const pairSchema = z.object({
  name: z.string().min(1),
  kind: z.enum(['null', 'positive']),
  /** A name beside pairs.json, never a path that leads elsewhere. */
  file: z.string().regex(/^[^/\\]+$/, 'must be the name of a file beside pairs.json'),
  promptPrefix: z.string(),
  baseline: filter,
  current: filter,
  baselineReps: z.int().positive(),
  currentReps: z.int().positive(),
  prompts: z.int().positive(),
  trials: z.int().positive(),
  swap: z.boolean().default(false),
});

/**
 * What to compare, and how a trial draws from it: `prompts` prompts among those with the prefix and enough
 * repetitions; `baseline` and `current` are equality filters on recorded fields; where both select the same rows the
 * repetitions drawn are disjoint; `swap` exchanges the sides of each prompt with probability 1/2.
 */
export type Pair = z.infer<typeof pairSchema>;

const fileSchema = z.object({ pairs: z.array(pairSchema).min(1) });

/**
 * The pairs of `folder`/pairs.json; with `only` the one of that name, or those whose names hold it where none is.
 *
 * @throws TidemarkError `invalid_input` when there is no such file, it does not fit, or there is no such pair.
 */
export async function readPairs(folder: string, only?: string): Promise<Pair[]> {
  const path = join(folder, 'pairs.json');
  const pairs = parsePairs(path, await readText(path));
  const names = new Set<string>();
  for (const { name } of pairs) {
    if (names.has(name)) throw new TidemarkError('invalid_input', `${path}: two pairs are named "${name}"`);
    names.add(name);
  }
  const named = pairs.filter(({ name }) => name === only);
  const chosen = named.length > 0 ? named : pairs.filter(({ name }) => name.includes(only ?? ''));
  if (chosen.length > 0) return chosen;
  throw new TidemarkError('invalid_input', `${path} has no pair "${only}". There are:\n  ${[...names].join('\n  ')}`);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TidemarkError(
      'invalid_input',
      `${path} cannot be read: ${messageOf(cause)}. Name its folder with --data`,
      {
        cause,
      },
    );
  }
}

function parsePairs(path: string, text: string): Pair[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TidemarkError('invalid_input', `${path} is not JSON: ${messageOf(cause)}`, { cause });
  }
  const parsed = fileSchema.safeParse(value);
  if (parsed.success) return parsed.data.pairs;
  const [first] = parsed.error.issues;
  const place = first?.path[0] === 'pairs' && typeof first.path[1] === 'number' ? ` pair ${first.path[1] + 1}:` : '';
  const reason = flawsOf(parsed.error.issues.slice(0, 1), value, []).map((flaw) => flaw.reason);
  throw new TidemarkError('invalid_input', `${path}:${place} ${reason}`);
}
