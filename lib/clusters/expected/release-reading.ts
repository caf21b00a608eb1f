import type { HelmReleasePlan } from '#lib/gitops/flux/types.ts';
import { type ReleaseRendering, renderRelease } from '#lib/gitops/helm/render-release.ts';
import type { ClusterFacts } from '#lib/gitops/helm/template.ts';
import { textAt } from '#lib/gitops/json.ts';
import { KeptRendering } from '#lib/gitops/render/kept-rendering.ts';
import type { Rendering } from '#lib/gitops/types.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import type { ScanDeps } from '../types.ts';
import { asInstalled } from './as-installed.ts';
import { readReferences } from './read-references.ts';
import { type Reading, repositoryOf } from './reading.ts';

/** Under which helm-controller applies, where it does so server-side; it updates under the same name. */
const HELM_CONTROLLER = 'helm-controller';

/** How a HelmRelease's chart is read, as Flux installed it last; told where it cannot be. */
export function releaseReading(deps: ScanDeps, plan: HelmReleasePlan, cluster: ClusterFacts): Reading | NotCompared {
  const name = `HelmRelease ${plan.namespace}/${plan.name}`;
  const { source, installed, ignoreRules, chart } = plan;
  const repository = repositoryOf({ name, source, ignoreRules }, deps.repositories);
  if ('reason' in repository) return repository;
  const { helm } = deps.tools;
  const { ignore, branch } = source;
  return {
    name,
    repository,
    path: chart,
    wanted: { commit: installed.commit, branch, ignore },
    ignoreRules,
    manager: null,
    maybeManager: HELM_CONTROLLER,
    prepare: async (signal) => {
      const { valuesOf, changedSince } = await readReferences(deps.client, plan, plan.valuesFrom, signal);
      const madeOf = ['chart', repository.name, plan, helm, plan.valuesFrom.map(valuesOf), cluster];
      const kept = new KeptRendering<ReleaseRendering>(madeOf, (files) =>
        renderRelease(files, plan, { helm, valuesOf, cluster, signal }),
      );
      const changed = changedSince(installed.deployedAt);
      return {
        isKnownAt: (commit) => kept.isKnownAt(commit),
        of: async (files) => {
          const rendering = await asInstalled(deps.client, plan, await kept.of(files, signal), changed, signal);
          return inNamespace(rendering, plan.release.namespace);
        },
      };
    },
  };
}

/** Objects that name no namespace come to that of the release. */
function inNamespace({ objects, notCompared }: Rendering, release: string): Rendering {
  const placed = objects.map((each) => {
    const namespace = textAt(each.object, 'metadata', 'namespace') ?? release;
    return { ...each, object: { ...each.object, metadata: { ...each.object.metadata, namespace } } };
  });
  return { objects: placed, notCompared };
}
