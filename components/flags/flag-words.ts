import type { FlagDriftView, FlagSourceView } from '#lib/contract/drift/flags.ts';
import { formatCount } from '#lib/format/numbers.ts';

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

/** The answer of the Config page: policies first, whose drift is the most urgent. */
export function configAnswer(sources: readonly FlagSourceView[], policies: number, configMaps: number): string {
  const others = [
    ...(policies === 0 ? [] : [formatCount(policies, 'policy', 'policies')]),
    ...(configMaps === 0 ? [] : [formatCount(configMaps, 'config map')]),
  ];
  const differ = policies + configMaps === 1 ? 'differs' : 'differ';
  const told = others.length === 0 ? '' : `${others.join(' and ')} ${differ} from git. `;
  return `${told}${flagsAnswer(sources)}`;
}

function flagsAnswer(sources: readonly FlagSourceView[]): string {
  const watched = sources.filter(({ enabled }) => enabled);
  if (watched.length === 0) return 'No flagd is compared with git.';
  const drifted = watched.reduce((sum, source) => sum + source.drifted, 0);
  const unmeasured = watched
    .filter(({ verdict }) => verdict === 'unmeasured' || verdict === null)
    .map(({ name }) => name);
  const unknown = unmeasured.length === 0 ? '' : ` Not known of ${unmeasured.join(', ')}.`;
  if (drifted === 0)
    return `${unmeasured.length === watched.length ? '' : 'No feature flag differs from git.'}${unknown}`.trim();
  return `${formatCount(drifted, 'feature flag')} ${drifted === 1 ? 'is' : 'are'} not as git says.${unknown}`;
}

/** A side of a part as text: JSON, several lines where it has members. */
export function sideText(side: FlagDriftView['deltas'][number]['git']): string | null {
  if (side === null) return null;
  return typeof side === 'string' ? side : JSON.stringify(side, null, 2);
}

/** How flagd is brought back to what git says; Tidemark itself never changes it. */
export const RESET_FLAGD =
  'flagd takes a flag from its own source (a file, a ConfigMap, its operator). Put git’s version back there, or restart flagd if somebody changed it at run time; the flag is compared again within its interval.';
