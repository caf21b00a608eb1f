import type { Verdict } from '#lib/contract/common.ts';
import type { EndpointView } from '#lib/contract/endpoints.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { formatRepetitions } from '#lib/format/repetitions.ts';
import { VERDICT_LABEL } from '#lib/policy/labels.ts';

type Standing = Pick<EndpointView, 'status'> & { lastCheck: { verdict: Verdict | null } | null };

/** Worst news first. */
const ORDER: readonly Verdict[] = ['drifted', 'unmeasured', 'calibrating', 'stable'];

/** The state of the model channel in one sentence. */
export function channelSentence(endpoints: readonly Standing[]): string {
  if (endpoints.length === 0) return 'Nothing is watched yet.';
  const active = endpoints.filter((endpoint) => endpoint.status === 'active');
  if (active.length === 0) return 'Every endpoint is paused, so nothing is checked.';
  const counted = ORDER.flatMap((verdict) => {
    const count = active.filter((endpoint) => endpoint.lastCheck?.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${VERDICT_LABEL[verdict].label.toLowerCase()}`];
  });
  const unchecked = active.filter((endpoint) => endpoint.lastCheck === null).length;
  const parts = unchecked === 0 ? counted : [...counted, `${unchecked} not checked yet`];
  return `${formatCount(active.length, 'active endpoint')} at the last check: ${parts.join(', ')}.`;
}

/** What an endpoint is compared with, in a few words. */
export function baselineWords(baseline: EndpointView['baseline']): string {
  if (baseline === null) return 'None';
  return baseline.state === 'ready' ? formatRepetitions(baseline.repetitions) : 'Being captured';
}
