import { objectAt, textAt } from '#lib/gitops/json.ts';
import type { Json, KubeObject } from '#lib/kubernetes/types.ts';
import { stableJson } from '#lib/platform/stable-json.ts';

/** Where Flux stands. */
export interface FluxState {
  /** Equal as long as Flux has applied the same, in the same way. */
  applied: string;
  /** It is at work on something newer, so that objects may be newer than what it says it applied. */
  isApplying: boolean;
}

/** Tells where Flux stands by its Kustomizations and their sources. */
export function fluxStateOf(objects: readonly KubeObject[]): FluxState {
  const kustomizations = objects.filter(({ kind }) => kind === 'Kustomization');
  const facts = objects
    .filter(({ kind }) => kind === 'Kustomization' || kind === 'GitRepository')
    .map((object) => [
      object.kind,
      textAt(object, 'metadata', 'namespace'),
      object.metadata.name,
      object.metadata.generation,
      object.kind === 'Kustomization' ? textAt(object, 'status', 'lastAppliedRevision') : null,
    ])
    .map((each) => stableJson(each));
  return { applied: facts.toSorted().join('\n'), isApplying: kustomizations.some((each) => isApplying(each, objects)) };
}

/** Whether a Kustomization's source has something newer that it has neither applied nor given up. */
function isApplying(kustomization: KubeObject, objects: readonly KubeObject[]): boolean {
  const spec = objectAt(kustomization, 'spec');
  if (spec?.suspend === true || objectAt(kustomization, 'spec', 'kubeConfig') !== null) return false;
  const { generation } = kustomization.metadata;
  const ready = readyOf(kustomization);
  const observed = objectAt(kustomization, 'status')?.observedGeneration;
  if (generation !== undefined && observed !== undefined && generation !== observed) return true;
  const newest = revisionOfSource(kustomization, objects);
  const applied = textAt(kustomization, 'status', 'lastAppliedRevision');
  if (newest === null || newest === applied) return false;
  return !(ready === 'False' && textAt(kustomization, 'status', 'lastAttemptedRevision') === newest);
}

function revisionOfSource(kustomization: KubeObject, objects: readonly KubeObject[]): string | null {
  const kind = textAt(kustomization, 'spec', 'sourceRef', 'kind');
  const name = textAt(kustomization, 'spec', 'sourceRef', 'name');
  const own = textAt(kustomization, 'metadata', 'namespace');
  const namespace = textAt(kustomization, 'spec', 'sourceRef', 'namespace') ?? own;
  const source = objects.find(
    (each) => each.kind === kind && each.metadata.name === name && textAt(each, 'metadata', 'namespace') === namespace,
  );
  return source === undefined ? null : textAt(source, 'status', 'artifact', 'revision');
}

function readyOf(object: KubeObject): string | null {
  const conditions: Json | undefined = objectAt(object, 'status')?.conditions;
  const ready = Array.isArray(conditions)
    ? conditions.find((each: Json) => textAt(each, 'type') === 'Ready')
    : undefined;
  return ready === undefined ? null : textAt(ready, 'status');
}
