import type { DriftObjectDetail, DriftObjectSummary, FindingView } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { FINDING_KIND_LABEL, type FindingKind } from '#lib/policy/drift-labels.ts';

const and = new Intl.ListFormat('en-GB');

/** Places and managers named in a sentence; more places, or longer ones, are counted by kind. */
const NAMED = 3;
const NAMED_CHARS = 200;

/** An object as people call it: `Deployment payments/api`, `ClusterRole ops`. */
export function objectName({ kind, namespace, name }: Pick<DriftObjectSummary, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Where an object is looked at; a flag has a page of its own, with the ways out. */
export function objectHref({ id, owner }: Pick<DriftObjectSummary, 'id' | 'owner'>): string {
  return owner.kind === 'flags' ? routes.flag(id) : routes.driftObject(id);
}

/** The order of kinds in words and badges. */
const KINDS = Object.keys(FINDING_KIND_LABEL) as FindingKind[];

/** Kinds of difference with how often each occurs, those at zero left out. */
export function countedKinds(findings: DriftObjectSummary['findings']): { kind: FindingKind; count: number }[] {
  return KINDS.flatMap((kind) => {
    const count = findings[kind] ?? 0;
    return count === 0 ? [] : [{ kind, count }];
  });
}

/** What differs now, in a sentence or two; what it says of an object that is as git says, too. */
export function driftSentence(object: Pick<DriftObjectDetail, 'state' | 'details' | 'occurrences' | 'owner'>): string {
  const { state, details, occurrences, owner } = object;
  switch (state) {
    case 'clean':
      return `As git says now. It drifted ${occurrences === 1 ? 'once' : formatCount(occurrences, 'time')} so far.`;
    case 'ignored':
      return `Differs from git in ${formatCount(details.length, 'place')}; ignore rules hide all of them, so nothing alerts.`;
    case 'drifted': {
      const counting = details.filter(({ ignoredBy }) => ignoredBy === null);
      return `${whatDiffers(counting, SIDE[owner.kind])} ${whoWrote(counting)}${hiddenToo(details.length - counting.length)}`;
    }
  }
}

/** Where it runs, and what it is there. */
const SIDE = {
  cluster: { place: 'the cluster', noun: 'object' },
  flags: { place: 'flagd', noun: 'flag' },
} as const;

function whatDiffers(findings: readonly FindingView[], { place, noun }: (typeof SIDE)[keyof typeof SIDE]): string {
  const whole = findings.find(({ path }) => path === '');
  if (whole?.kind === 'missing') return `git has this ${noun}, ${place} has not.`;
  if (whole?.kind === 'extra') return `This ${noun} is in ${place}, and git does not have it.`;
  const labelOf = (kind: FindingKind) => FINDING_KIND_LABEL[kind].label.toLowerCase();
  const places = findings.map(({ path, kind }) => `${path} (${labelOf(kind)})`);
  const kinds = countedKinds(countKinds(findings)).map(({ kind, count }) => `${formatCount(count)} ${labelOf(kind)}`);
  const differ = findings.length === 1 ? 'place differs' : 'places differ';
  const which = and.format(places.length <= NAMED && places.join('').length <= NAMED_CHARS ? places : kinds);
  return `${formatCount(findings.length)} ${differ} from what git says: ${which}.`;
}

function whoWrote(findings: readonly FindingView[]): string {
  const managers = [...new Set(findings.flatMap(({ writer }) => (writer === null ? [] : [writer.manager])))];
  if (managers.length === 0) return nobody(findings.every(({ kind }) => kind === 'missing'));
  const named = managers.slice(0, NAMED);
  const more = managers.length - named.length;
  return `Written by ${and.format([...named, ...(more > 0 ? [`${more} more`] : [])])}.`;
}

/** What is said where the API server names nobody: of a removal it keeps no record anyway. */
export function nobody(isRemoval: boolean): string {
  return isRemoval ? 'Removals leave no record of who did it.' : 'Nobody is on record for it.';
}

function hiddenToo(count: number): string {
  return count === 0 ? '' : ` Ignore rules hide ${formatCount(count, 'more difference')}.`;
}

/** How often each kind occurs. */
export function countKinds(findings: readonly Pick<FindingView, 'kind'>[]): DriftObjectSummary['findings'] {
  const counts: DriftObjectSummary['findings'] = {};
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** A value of one side as text: plain for text and numbers, JSON else; null where that side has nothing. */
export function valueText(value: FindingView['expected']): { text: string; isHidden: boolean } | null {
  if (value === undefined) return null;
  if ('hidden' in value) return { text: HIDDEN_WORDS[value.hidden], isHidden: true };
  const { shown } = value;
  const text = typeof shown === 'string' && shown !== '' ? shown : JSON.stringify(shown, null, INDENT);
  return { text, isHidden: false };
}

const INDENT = 2;

const HIDDEN_WORDS = { secret: 'hidden: a secret', encrypted: 'hidden: encrypted in git' } as const;
