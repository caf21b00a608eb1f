import type { z } from 'zod';
import { nestsTooDeep } from '#lib/platform/canonical-json.ts';

/** An answer that is not flagd's. */
export class UnreadableAnswer extends Error {
  /** What a schema says of it. */
  static of({ issues: [issue] }: z.ZodError): UnreadableAnswer {
    return new UnreadableAnswer(`at "${issue?.path.join('.')}" it is not as flagd writes it (${issue?.message})`);
  }
}

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
  return value;
}
