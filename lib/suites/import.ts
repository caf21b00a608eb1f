import { basename } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { readLines } from '../platform/lines.ts';
import { type Flaw, flawsOf } from '../yaml/describe.ts';
import type { FileProblem } from '../yaml/problem.ts';
import { crossCheck, promptEntry } from './entry.ts';
import { type Message, message, type Suite } from './format.ts';
import { parseSuite } from './parse.ts';
import type { Category, Stratum } from './vocabulary.ts';

export interface ImportOptions {
  /** Key and title of the suite to build. */
  key: string;
  title: string;
  /** Only prompts whose id starts with this. */
  prefix: string;
  /** Most prompts taken, from the start of the file. */
  limit: number;
  category: Category;
  stratum: Stratum;
  /** Tokens of the visible answer; the stratum's default where undefined. */
  maxTokens?: number;
}

export type ImportResult = { yaml: string; suite: Suite } | { problems: FileProblem[] };

type Entry = z.input<typeof promptEntry>;

const record = z.object({ prompt_id: z.string(), prompt: z.string() });

/**
 * Builds a suite from recorded prompts: JSON lines `{"prompt_id", "prompt"}`, gzipped or not, where a prompt is
 * plain text or a JSON list of chat messages. Reading stops at the limit.
 *
 * @returns the suite as YAML that parses back to it, or every bad line read.
 * @throws TidemarkError `invalid_input` when the file cannot be read.
 */
export async function importSuite(file: string, options: ImportOptions): Promise<ImportResult> {
  const entries: Entry[] = [];
  const problems: FileProblem[] = [];
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    if (text.trim() === '') continue;
    const result = readRecord(text, basename(file), options);
    if ('flaws' in result) problems.push(...result.flaws.map(({ reason }) => ({ file, line, column: 1, reason })));
    else if (result.entry !== null) entries.push(result.entry);
    if (entries.length >= options.limit) break;
  }
  if (problems.length > 0) return { problems };
  if (entries.length === 0) {
    const reason =
      options.prefix === '' ? 'holds no prompts' : `holds no prompt whose id starts with "${options.prefix}"`;
    return { problems: [{ file, line: Math.max(1, line), column: 1, reason }] };
  }
  const yaml = writeSuite(options, entries);
  const parsed = parseSuite([{ path: `${options.key}.yaml`, text: yaml }]);
  return 'suite' in parsed ? { yaml, suite: parsed.suite } : parsed;
}

/** The entry of one line; null where its id does not start with the prefix. */
function readRecord(text: string, source: string, options: ImportOptions): { entry: Entry | null } | { flaws: Flaw[] } {
  const value = jsonOf(text);
  if (value === undefined) return { flaws: [{ path: [], reason: 'is not a line of JSON' }] };
  const parsed = record.safeParse(value);
  if (!parsed.success) return { flaws: flawsOf(parsed.error.issues, value, []) };
  const { prompt_id: id, prompt } = parsed.data;
  if (!id.startsWith(options.prefix)) return { entry: null };
  const entry: Entry = {
    id,
    category: options.category,
    stratum: options.stratum,
    why: `Recorded prompt ${id} of ${source}.`,
    ...contentOf(prompt),
    ...(options.maxTokens === undefined ? {} : { max_tokens: options.maxTokens }),
    expect: { kind: 'text' },
  };
  const checked = promptEntry.safeParse(entry);
  const flaws = checked.success ? crossCheck(checked.data) : flawsOf(checked.error.issues, entry, []);
  return flaws.length > 0 ? { flaws } : { entry };
}

function contentOf(prompt: string): { prompt: string } | { messages: Message[] } {
  const messages = z.array(message).min(1).safeParse(jsonOf(prompt));
  return messages.success ? { messages: messages.data } : { prompt };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function writeSuite({ key, title }: ImportOptions, prompts: readonly Entry[]): string {
  return stringify({ suite: key, title, prompts }, { lineWidth: 0, aliasDuplicateObjects: false, schema: 'core' });
}
