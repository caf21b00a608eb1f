import { whyUnknown } from '#components/drift/cluster-words.ts';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import { formatCount } from '#lib/format/numbers.ts';

/** What drifts now, as far as it was read. */
interface Drifting {
  items: readonly unknown[];
  hasMore: boolean;
}

interface ConfigFacts {
  sources: readonly FlagSourceView[];
  clusters: readonly ClusterView[];
  policies: Drifting;
  configMaps: Drifting;
}

/** The answer of the Config page: policies first, whose drift is the most urgent; never fine where something is unknown. */
export function configAnswer({ sources, clusters, policies, configMaps }: ConfigFacts): string {
  const known = [
    ...(policies.items.length === 0 ? [] : [atLeast(policies, 'policy', 'policies')]),
    ...(configMaps.items.length === 0 ? [] : [atLeast(configMaps, 'config map', 'config maps')]),
  ];
  const differ = policies.items.length + configMaps.items.length === 1 ? 'differs' : 'differ';
  const told = known.length === 0 ? [] : [`${known.join(' and ')} ${differ} from git.`];
  return [...told, flagsAnswer(sources), ...unknownOf(clusters)].join(' ');
}

function atLeast({ items, hasMore }: Drifting, noun: string, plural: string): string {
  return `${hasMore ? 'more than ' : ''}${formatCount(items.length, noun, plural)}`;
}

/** What keeps policies and config maps from being known. */
function unknownOf(clusters: readonly ClusterView[]): string[] {
  const watched = clusters.filter(({ enabled }) => enabled);
  if (watched.length === 0) return ['No cluster is compared, so nothing is known of policies and config maps.'];
  const unknown = watched.flatMap((cluster) => {
    const why = whyUnknown(cluster);
    return why === null ? [] : [`${cluster.name} ${why}`];
  });
  return unknown.length === 0 ? [] : [`Not all is known of policies and config maps: ${unknown.join(', ')}.`];
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
