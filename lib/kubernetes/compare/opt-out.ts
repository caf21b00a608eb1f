import type { JsonObject } from '../types.ts';
import { objectIn, stringIn } from '../values/json.ts';

const SSA = 'kustomize.toolkit.fluxcd.io/ssa';
const RECONCILE = 'kustomize.toolkit.fluxcd.io/reconcile';
/** A label or an annotation, which helm-controller heeds on what it installs. */
const DRIFT_DETECTION = 'helm.toolkit.fluxcd.io/driftDetection';
const HELM_OWNER = 'helm.toolkit.fluxcd.io/name';

/** How far an object of git wants to be compared. */
export interface OptOut {
  /** `all`: every field; `own`: git's fields, others are welcome; `presence`: only that it exists; `nothing`. */
  compares: 'all' | 'own' | 'presence' | 'nothing';
  /** The annotation or label that says so, e.g. `kustomize.toolkit.fluxcd.io/ssa: Merge`; null for `all`. */
  because: string | null;
}

/**
 * Reads Flux' opt-outs from git's object. The same annotations on the live object count as drift instead: whoever can
 * write there could otherwise hide a change.
 */
export function optOutOf(expected: JsonObject): OptOut {
  const annotations = objectIn(objectIn(expected, 'metadata'), 'annotations');
  const reconcile = stringIn(annotations, RECONCILE);
  if (reconcile?.toLowerCase() === 'disabled') return { compares: 'nothing', because: `${RECONCILE}: ${reconcile}` };
  const labels = objectIn(objectIn(expected, 'metadata'), 'labels');
  const detection = stringIn(annotations, DRIFT_DETECTION) ?? stringIn(labels, DRIFT_DETECTION);
  if (detection === 'disabled' && stringIn(labels, HELM_OWNER) !== null)
    return { compares: 'nothing', because: `${DRIFT_DETECTION}: disabled` };
  const policy = stringIn(annotations, SSA);
  const because = `${SSA}: ${policy}`;
  switch (policy?.toLowerCase()) {
    case 'ignore':
      return { compares: 'nothing', because };
    case 'ifnotpresent':
      return { compares: 'presence', because };
    case 'merge':
      return { compares: 'own', because };
    default:
      return { compares: 'all', because: null };
  }
}
