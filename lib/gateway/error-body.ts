import { z } from 'zod';

const stringish = z.union([z.string(), z.number()]).transform(String).nullish().catch(null);

const detailsSchema = z.object({ message: stringish, type: stringish, param: stringish, code: stringish });

/** What an error response says about itself; `code` is a string in LiteLLM, sometimes a number elsewhere. */
export interface ErrorDetails {
  message: string;
  type: string;
  param: string;
  code: string;
}

/**
 * Reads OpenAI's and LiteLLM's `{message, type, param, code}`, a bare string (Ollama) or anything else (FastAPI's
 * `detail`) into one form; what is missing is the empty string.
 */
export function readErrorDetails(error: unknown, fallbackMessage: string): ErrorDetails {
  const parsed = detailsSchema.safeParse(typeof error === 'string' ? { message: error } : error);
  const details = parsed.success ? parsed.data : {};
  return {
    message: details.message ?? fallbackMessage,
    type: details.type ?? '',
    param: details.param ?? '',
    code: details.code ?? '',
  };
}
