import type { Json, KubeObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, listAt, objectAt, textAt } from '../json.ts';

/** What the cluster has of a Kustomization's source; null for nothing yet. */
interface Applied {
  revision: string | null;
  /** Of the Kustomization it was applied by. */
  generation: number | null;
}

/** Failures that come after every object was applied. */
const APPLIED_ALL: readonly unknown[] = ['HealthCheckFailed', 'PruneFailed'];

/**
 * Tells what kustomize-controller applied last. It writes `lastAppliedRevision` and `observedGeneration` only once all is
 * healthy and pruned: where that failed, the objects are as the attempt made them.
 */
export function appliedOf(kustomization: KubeObject): Applied {
  const status = objectAt(kustomization, 'status');
  const ready = listAt(status, 'conditions').find((each) => textAt(each, 'type') === 'Ready');
  if (textAt(ready, 'status') === 'False' && APPLIED_ALL.includes(textAt(ready, 'reason'))) {
    const generation = generationIn(ready) ?? generationIn(status);
    return { revision: textAt(status, 'lastAttemptedRevision'), generation };
  }
  // While it is tried again, or a later attempt came to nothing, the history tells of the attempt before.
  const [latest] = listAt(status, 'history');
  if (APPLIED_ALL.includes(textAt(latest, 'lastReconciledStatus'))) {
    return { revision: textAt(latest, 'metadata', 'revision'), generation: generationIn(status) };
  }
  return { revision: textAt(status, 'lastAppliedRevision'), generation: generationIn(status) };
}

function generationIn(observer: Json | null | undefined): number | null {
  const generation = isJsonObject(observer) ? observer.observedGeneration : null;
  return typeof generation === 'number' ? generation : null;
}
