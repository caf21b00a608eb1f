import { z } from 'zod';
import { nestsTooDeep } from '#lib/platform/canonical-json.ts';
import { definitionOf, refOf } from '../definition.ts';
import type { LiveFlag } from '../types.ts';

const jsonObject = z.record(z.string(), z.json());

/** What flagd writes; it writes null for variants that there are not. */
const configurationShape = z.object({
  flags: z.record(
    z.string(),
    z.object({
      state: z.string(),
      defaultVariant: z.string().nullish(),
      variants: jsonObject.nullable(),
      targeting: z.json().optional(),
      source: z.string().optional(),
      metadata: jsonObject.nullish(),
    }),
  ),
});

/** An answer that is not flagd's. */
export class UnreadableAnswer extends Error {}

/**
 * The flags in what flagd calls its configuration.
 *
 * @throws UnreadableAnswer saying what is not as flagd writes it.
 */
export function readConfiguration(text: string): LiveFlag[] {
  const parsed = configurationShape.safeParse(parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UnreadableAnswer(`at "${issue?.path.join('.')}" it is not as flagd writes it (${issue?.message})`);
  }
  return Object.entries(parsed.data.flags).map(([key, { source, variants, ...rest }]) => {
    const definition = definitionOf({ ...rest, variants: variants ?? {} });
    return { ref: refOf(key, definition), definition, source: source || null };
  });
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableAnswer('it is no JSON');
  }
  if (nestsTooDeep(text)) throw new UnreadableAnswer('it is nested too deeply');
  return value;
}
