import type { z } from 'zod';
import { nestsTooDeep } from '#lib/platform/canonical-json.ts';

/** An answer that is not flagd's. */
export class UnreadableAnswer extends Error {
  /** What a schema says of it. */
  static of({ issues: [issue] }: z.ZodError): UnreadableAnswer {
    return new UnreadableAnswer(`at "${issue?.path.join('.')}" it is not as flagd writes it (${issue?.message})`);
  }
}

/** An escape of a character that Postgres stores in no JSON. */
const HOLDS_NO_TEXT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/**
 * The value of JSON that came over the network.
 *
 * @throws UnreadableAnswer where it is none, or nests too deeply to be worked on.
 */
export function parseAnswer(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableAnswer('it is no JSON');
  }
  if (nestsTooDeep(text)) throw new UnreadableAnswer('it is nested too deeply');
  if (HOLDS_NO_TEXT.test(JSON.stringify(value))) {
    throw new UnreadableAnswer('it holds a NUL character or half of a surrogate pair, which cannot be stored');
  }
  return value;
}
