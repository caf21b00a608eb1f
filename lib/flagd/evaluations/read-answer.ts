import { z } from 'zod';
import { refFrom } from '../definition.ts';
import { parseAnswer, UnreadableAnswer } from '../unreadable.ts';
import type { FlagOutcome, FlagResult } from './types.ts';

const flagShape = z.object({
  key: z.string(),
  reason: z.string().optional(),
  variant: z.string().optional(),
  value: z.json().optional(),
  errorCode: z.string().optional(),
  metadata: z.record(z.string(), z.json()).nullish(),
});

/** What OFREP answers about all flags; flagd omits disabled ones before its core 0.16, and says so of them since. */
const bulkShape = z.object({ flags: z.array(flagShape) });

/**
 * The outcomes in an answer to `POST /ofrep/v1/evaluate/flags`.
 *
 * @param isOfNoSet flags of no set were asked for, which flagd gives the name of a set that it makes up at its start
 * @throws UnreadableAnswer saying what is not as OFREP has it.
 */
export function readBulkAnswer(text: string, isOfNoSet: boolean): FlagOutcome[] {
  const parsed = bulkShape.safeParse(parseAnswer(text));
  if (!parsed.success) throw UnreadableAnswer.of(parsed.error);
  return parsed.data.flags.map(({ key, metadata, ...flag }) => {
    const { flagSetId, ...rest } = metadata ?? {};
    const own = isOfNoSet || flagSetId === undefined ? rest : { ...rest, flagSetId };
    return { ref: refFrom(key, own), result: resultOf(flag), metadata: own };
  });
}

function resultOf(flag: Omit<z.infer<typeof flagShape>, 'key' | 'metadata'>): FlagResult {
  if (flag.errorCode !== undefined) return { kind: 'error' };
  if (flag.reason === 'DISABLED') return { kind: 'disabled' };
  return { kind: 'value', variant: flag.variant ?? null, value: flag.value ?? null };
}
