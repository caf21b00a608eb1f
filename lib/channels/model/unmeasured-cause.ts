import { formatCount } from '#lib/format/numbers.ts';
import { isUnmeasuredReason, UNMEASURED_LABEL } from '#lib/gateway/outcome.ts';
import type { Verdict } from './types.ts';

/** Why samples of a run were not measured, the most common first. */
type ReasonCounts = readonly { reason: string; label: string; samples: number }[];

/** The sentence of an unmeasured run with its most common cause and what to do about it; other sentences as they are. */
export function withCause({ verdict, reason }: { verdict: Verdict; reason: string }, causes: ReasonCounts): string {
  const [first] = causes;
  if (verdict !== 'unmeasured' || first === undefined) return reason;
  const mend = isUnmeasuredReason(first.reason) ? ` ${UNMEASURED_LABEL[first.reason].mend}` : '';
  return `${reason} Most common cause: ${first.label} (${formatCount(first.samples, 'sample')}).${mend}`;
}
