import type { KustomizationPlan } from '#lib/gitops/flux/types.ts';
import { keptSource } from '#lib/gitops/render/kept-source.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import type { ScanDeps } from '../types.ts';
import { readReferences } from './read-references.ts';
import { type Reading, repositoryOf } from './reading.ts';

/** Under which kustomize-controller applies. */
const KUSTOMIZE_CONTROLLER = 'kustomize-controller';

/** How a Kustomization's folder is read, at the commit that Flux applied last; told where it cannot be. */
export function kustomizationReading(deps: ScanDeps, plan: KustomizationPlan): Reading | NotCompared {
  const name = `Kustomization ${plan.namespace}/${plan.name}`;
  const { source, applied, spec, ignoreRules } = plan;
  const repository = repositoryOf({ name, source, ignoreRules }, deps.repositories);
  if ('reason' in repository) return repository;
  const { ignore, branch } = source;
  return {
    name,
    repository,
    path: spec.path,
    wanted: { commit: applied.commit, branch, ignore },
    ignoreRules,
    manager: KUSTOMIZE_CONTROLLER,
    prepare: async (signal) => {
      const { valuesOf } = await readReferences(deps.client, plan, spec.postBuild?.substituteFrom ?? [], signal);
      return keptSource({ repository: repository.name, ignore, spec, tools: deps.tools, valuesOf });
    },
  };
}
