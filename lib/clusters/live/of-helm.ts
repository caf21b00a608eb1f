import { ownedFieldsOf } from '#lib/kubernetes/compare/ownership/owned-fields.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn, stringIn } from '#lib/kubernetes/values/json.ts';

/** Managers of Helm by itself, and of helm-controller. */
const HELM_MANAGERS = ['helm', 'helm-controller'];

/**
 * What Helm brought into a cluster, also for releases that are not rendered here: objects of releases, hooks, which it
 * leaves behind, and the definitions of a chart's folder `crds`, on which it notes nothing.
 */
export function isOfHelm(object: KubeObject): boolean {
  const annotations = objectIn(object.metadata, 'annotations');
  if (['meta.helm.sh/release-name', 'helm.sh/hook'].some((name) => stringIn(annotations, name) !== null)) return true;
  const isDefinition = object.kind === 'CustomResourceDefinition';
  return isDefinition && ownedFieldsOf(object).some(({ writer }) => HELM_MANAGERS.includes(writer.manager));
}
