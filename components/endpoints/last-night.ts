import type { Overview } from '#lib/contract/overview.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';

/** What the latest night says of all endpoints together; null before the first judged night. */
export function lastNightSentence(night: Overview['lastNight']): string | null {
  if (night === null || night.judged === 0) return null;
  const { changed, judged, falseDiscoveryRate } = night;
  const of = `${formatCount(changed.length)} of ${formatCount(judged, 'endpoint')}`;
  const which = changed.length === 0 ? '' : ` (${changed.map(({ name }) => name).join(', ')})`;
  return `${of}${which} changed in the night of ${night.night} at ${formatShare(falseDiscoveryRate)} false discovery.`;
}
