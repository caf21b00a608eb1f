import type { SampleView } from '#lib/contract/runs.ts';
import { toolCallText } from './tool-calls.ts';

/** How two measured answers relate, from nothing to everything. */
export type Difference = 'identical' | 'whitespace' | 'normalised' | 'different';

/** Compares two answers as stored, then without whitespace, then by canonical hash, which also folds JSON layout. */
export function differenceOf(before: SampleView, after: SampleView): Difference {
  if (asStored(before) === asStored(after)) return 'identical';
  if (withoutSpace(before) === withoutSpace(after)) return 'whitespace';
  return before.canonicalHash !== null && before.canonicalHash === after.canonicalHash ? 'normalised' : 'different';
}

function asStored({ output, toolCalls }: SampleView): string {
  const calls = (toolCalls ?? []).map((call) => [call.name, call.argumentsJson]);
  return JSON.stringify([output ?? '', calls]);
}

function withoutSpace({ output, toolCalls }: SampleView): string {
  return JSON.stringify([(output ?? '').replace(/\s+/g, ''), toolCallText(toolCalls)]);
}
