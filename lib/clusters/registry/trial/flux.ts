import { formatCount } from '#lib/format/numbers.ts';
import { planFlux } from '#lib/gitops/flux/plan.ts';
import { sameRepository } from '#lib/gitops/source/address.ts';
import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';

interface FluxFacts {
  objects: readonly KubeObject[];
  notCompared: readonly NotCompared[];
}

/**
 * What a cluster's Flux objects mean for a comparison.
 *
 * @param addresses of the git sources that Flux objects may refer to; none: the comparison goes by folders alone
 */
export function fluxWords(
  { objects, notCompared }: FluxFacts,
  addresses: readonly string[],
): { ok: boolean; detail: string } {
  const isAsked = addresses.length > 0;
  const [unread] = notCompared;
  if (unread !== undefined) return { ok: !isAsked, detail: unread.detail };
  const { kustomizations, releases, notCompared: left } = planFlux(objects);
  const nameOf = ({ namespace, name }: { namespace: string; name: string }) => `${namespace}/${name}`;
  if (kustomizations.length + releases.length + left.length === 0) {
    const mend = isAsked ? ' Nothing says what of git belongs here: name the folder of each git source.' : '';
    return { ok: !isAsked, detail: `It has no Kustomization or HelmRelease of Flux.${mend}` };
  }
  const planned = [...kustomizations, ...releases];
  const known = planned.filter(({ source }) => addresses.some((address) => sameRepository(address, source.url)));
  const strange = planned.filter((each) => !known.includes(each));
  const charts =
    releases.length === 0 ? '' : ` and ${formatCount(releases.length, 'HelmRelease')} with its chart in git`;
  const sentences = [
    `Flux applies ${formatCount(kustomizations.length, 'Kustomization')}${charts} here.`,
    ...(isAsked ? [`${formatCount(known.length)} of them from the git sources of this cluster.`] : []),
    ...strange
      .slice(0, 5)
      .map((each) => `${nameOf(each)} comes from ${each.source.url}: add it as a git source to have it compared.`),
    ...left.slice(0, 5).map(({ detail }) => detail),
  ];
  return { ok: !isAsked || known.length > 0, detail: sentences.join(' ') };
}
