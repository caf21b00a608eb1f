import { z } from 'zod';
import { definitionOf, refFrom } from '../definition.ts';
import type { LiveFlag } from '../types.ts';
import { parseAnswer, UnreadableAnswer } from '../unreadable.ts';

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

/**
 * The flags in what flagd calls its configuration.
 *
 * @throws UnreadableAnswer saying what is not as flagd writes it.
 */
export function readConfiguration(text: string): LiveFlag[] {
  const parsed = configurationShape.safeParse(parseAnswer(text));
  if (!parsed.success) throw UnreadableAnswer.of(parsed.error);
  return Object.entries(parsed.data.flags).map(([key, { source, variants, ...rest }]) => {
    const definition = definitionOf({ ...rest, variants: variants ?? {} });
    return { ref: refFrom(key, definition.metadata), definition, source: source || null };
  });
}
