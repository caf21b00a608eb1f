import type { SampleView } from '#lib/contract/runs.ts';

const INDENT = 2;

/**
 * Tool calls as text that can be compared line by line: the name, then the arguments as indented JSON with sorted
 * keys. Arguments that are not JSON stay as the model wrote them, and say so.
 */
export function toolCallText(calls: SampleView['toolCalls']): string {
  return (calls ?? []).map((call) => `${call.name}\n${argumentText(call.argumentsJson)}`).join('\n\n');
}

function argumentText(argumentsJson: string): string {
  try {
    return JSON.stringify(sortKeys(JSON.parse(argumentsJson)), null, INDENT);
  } catch {
    return `(not valid JSON) ${argumentsJson}`;
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
