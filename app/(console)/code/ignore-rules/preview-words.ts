import type { IgnorePreview, IgnoreRuleView } from '#lib/contract/drift/objects.ts';
import { formatCount } from '#lib/format/numbers.ts';

/** What a rule would hide, in a sentence or two. */
export function previewSentence({ findings, objects, silenced }: IgnorePreview): string {
  if (findings === 0) return 'It would hide nothing of what differs now.';
  const hides = `It would hide ${formatCount(findings, 'difference')} of ${formatCount(objects, 'object')}.`;
  if (silenced === 0) return `${hides} ${objects === 1 ? 'It keeps' : 'They keep'} drifting for other reasons.`;
  return silenced === objects
    ? `${hides} ${objects === 1 ? 'It' : 'They'} would drift no more.`
    : `${hides} ${formatCount(silenced, 'object')} would drift no more.`;
}

const DAY_MS = 86_400_000;

/** A rule that ends within this is worth a look. */
const SOON_DAYS = 7;

/** Whether a rule that works now ends soon. */
export function endsSoon(
  { isActive, expiresAt }: Pick<IgnoreRuleView, 'isActive' | 'expiresAt'>,
  nowMs: number,
): boolean {
  return isActive && Date.parse(expiresAt) - nowMs < SOON_DAYS * DAY_MS;
}
