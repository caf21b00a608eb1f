import { sha256 } from '../platform/crypto.ts';
import type { PromptSpec } from './format.ts';

/**
 * Names a suite version by its content: SHA-256, in lower-case hexadecimal, of the prompts in order as JSON with
 * sorted keys. Formatting, comments and the split into files do not change it; any change of a prompt does.
 */
export function hashPrompts(prompts: readonly PromptSpec[]): string {
  return sha256(JSON.stringify(prompts.map(sortKeys)));
}

/** The same JSON value with the keys of every object in code-unit order; undefined members are left out. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}
