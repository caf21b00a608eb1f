import { sha256 } from '../platform/crypto.ts';
import { stableJson } from '../platform/stable-json.ts';
import type { PromptSpec } from './format.ts';

/**
 * Names a suite version by its content: SHA-256, in lower-case hexadecimal, of the prompts in order as JSON with
 * sorted keys. Formatting, comments and the split into files do not change it; any change of a prompt does.
 */
export function hashPrompts(prompts: readonly PromptSpec[]): string {
  return sha256(stableJson(prompts));
}
