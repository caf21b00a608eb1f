import { z } from 'zod';

const optionalCount = z.number().int().nonnegative().nullish().catch(null);
const optionalText = z.string().nullish().catch(null);

const toolCallSchema = z.object({
  id: optionalText,
  function: z.object({ name: z.string(), arguments: z.string().nullish() }),
});

/**
 * The part of an OpenAI chat completion that is read. Tolerant of everything that does not decide the outcome:
 * gateways leave out, null or misspell the rest.
 */
export const completionSchema = z.object({
  id: optionalText,
  model: optionalText,
  created: optionalCount,
  system_fingerprint: optionalText,
  choices: z.array(
    z.object({
      finish_reason: optionalText,
      message: z.object({
        content: z.string().nullish(),
        refusal: optionalText,
        tool_calls: z.array(toolCallSchema).nullish(),
      }),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: optionalCount,
      completion_tokens: optionalCount,
      prompt_tokens_details: z.object({ cached_tokens: optionalCount }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

export type Completion = z.infer<typeof completionSchema>;
