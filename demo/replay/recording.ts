import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { promptHash } from '../chat-request.ts';

const answerRowSchema = z.object({
  prompt_id: z.string(),
  model: z.string(),
  rep: z.int().nonnegative(),
  output: z.string(),
});

const promptRowSchema = z.object({ prompt_id: z.string(), prompt: z.string() });

const chatSchema = z.array(z.object({ role: z.string(), content: z.string() })).min(1);

/** Recorded answers of several models to the same prompts. */
export interface Recording {
  /** Prompt ids by the hash of their messages; several where a text was recorded under several ids. */
  promptIds: ReadonlyMap<string, readonly string[]>;
  /** Outputs by model, prompt id and repetition. */
  answers: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, string>>>;
}

/** Files of one recording: JSON lines, gzipped where the name ends in `.gz`. */
export interface RecordingFiles {
  /** Rows with `prompt_id`, `model`, `rep` and `output`. */
  answersFile: string;
  /** Rows with `prompt_id` and `prompt`: plain text, or a JSON list of chat messages. */
  promptsFile: string;
}

/**
 * Reads a recording line by line. Of two answers of a model to a prompt in the same repetition the first counts.
 *
 * @throws TidemarkError `invalid_input`, naming file and line.
 */
export async function readRecording({ answersFile, promptsFile }: RecordingFiles): Promise<Recording> {
  const promptIds = new Map<string, string[]>();
  for await (const row of readRows(promptsFile, promptRowSchema)) {
    const hash = promptHash(messagesOf(row.prompt));
    promptIds.set(hash, [...(promptIds.get(hash) ?? []), row.prompt_id]);
  }
  const answers = new Map<string, Map<string, Map<number, string>>>();
  for await (const { model, prompt_id, rep, output } of readRows(answersFile, answerRowSchema)) {
    const repetitions = childMap(childMap(answers, model), prompt_id);
    if (!repetitions.has(rep)) repetitions.set(rep, output);
  }
  return { promptIds, answers };
}

function messagesOf(prompt: string): { role: string; content: string }[] {
  if (prompt.startsWith('[')) {
    const chat = chatSchema.safeParse(tryParseJson(prompt));
    if (chat.success) return chat.data;
  }
  return [{ role: 'user', content: prompt }];
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function* readRows<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  const file = createReadStream(path);
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // A pipe does not hand on errors of its source.
  file.on('error', (error) => text.destroy(error));
  let number = 0;
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() === '') continue;
      const row = schema.safeParse(tryParseJson(line));
      if (!row.success) {
        const issue = row.error.issues[0];
        throw new Error(`${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'does not fit'}`);
      }
      yield row.data;
    }
  } catch (error) {
    throw new TidemarkError('invalid_input', `${path}:${number} ${messageOf(error)}`, { cause: error });
  }
}

function childMap<K, L, V>(parent: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const child = parent.get(key) ?? new Map<L, V>();
  parent.set(key, child);
  return child;
}
