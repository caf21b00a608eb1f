import type { FlagDriftView } from '#lib/contract/drift/flags.ts';

export type FlagPart = FlagDriftView['deltas'][number]['part'];

/** How each way to differ is called. */
export const FLAG_PART_LABEL: Record<FlagPart, string> = {
  added: 'Only in flagd',
  removed: 'Only in git',
  state: 'State',
  defaultVariant: 'Default variant',
  variants: 'Variants',
  targeting: 'Targeting',
  metadata: 'Metadata',
};

/** A flag as people call it: with its set where it is of one. */
export function flagTitle({ namespace, name }: Pick<FlagDriftView, 'namespace' | 'name'>): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** What differs of a flag, in a sentence. */
export function flagSentence({
  state,
  deltas,
  isPartial,
}: Pick<FlagDriftView, 'state' | 'deltas' | 'isPartial'>): string {
  if (state === 'clean') return 'As git says now. Below is what differed last.';
  const hidden = state === 'ignored' ? ' Ignore rules hide it.' : '';
  const partial = isPartial ? ' Only values for some contexts were compared, so there may be more.' : '';
  return `${whatDiffers(deltas.map(({ part }) => part))}${hidden}${partial}`;
}

function whatDiffers(parts: readonly FlagPart[]): string {
  if (parts.includes('added')) return 'flagd serves this flag, git has none such.';
  if (parts.includes('removed')) return 'git has this flag, flagd does not serve it.';
  const named = new Intl.ListFormat('en-GB').format(parts.map((part) => FLAG_PART_LABEL[part].toLowerCase()));
  return `flagd serves another ${named} than git has.`;
}

/** A side of a part as text: JSON, several lines where it has members. */
export function sideText(side: FlagDriftView['deltas'][number]['git']): string | null {
  if (side === null) return null;
  return typeof side === 'string' ? side : JSON.stringify(side, null, 2);
}

/** How flagd is brought back to what git says; Tidemark itself never changes it. */
export const RESET_FLAGD =
  'flagd takes a flag from its own source (a file, a ConfigMap, its operator). Put git’s version back there, or restart flagd if somebody changed it at run time; the flag is compared again within its interval.';
