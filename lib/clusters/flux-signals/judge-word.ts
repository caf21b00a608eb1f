import type { FluxCorrection } from '#lib/drift/types.ts';
import {
  appliedFactsOf,
  correctionsOf,
  type DriftCorrection,
  decideDrift,
  lastReconciledAt,
} from '#lib/gitops/flux/drift-events.ts';
import type { FluxEvent } from '#lib/gitops/flux/events.ts';
import { listAt, objectAt } from '#lib/gitops/json.ts';
import type { KubeObject, ObjectRef, ResourceType } from '#lib/kubernetes/types.ts';
import { channelOfKind } from '#lib/policy/drift-rules.ts';
import { refOf } from './ref-of.ts';

/** What is known when an event of Flux is judged. */
export interface WordFacts {
  /** The Kustomization or HelmRelease as it is now; null where there is none any more. */
  owner: KubeObject | null;
  /** Since when the worker saw the owner with what it has applied; null where it was so when first looked at. */
  seenSince: Date | null;
  types: readonly ResourceType[];
  /** Namespaces that are compared; empty: all, and what belongs to none. */
  namespaces: readonly string[];
  now: Date;
}

/** What an event of Flux comes to. */
export type Judgement =
  /** `unknown`: objects of kinds that cannot be told apart, in words. */
  | { outcome: 'drift'; corrections: FluxCorrection[]; unknown: string[] }
  | { outcome: 'no drift'; reason: string }
  /** It may be drift; nothing that is known tells. */
  | { outcome: 'unknown'; reason: string }
  /** Flux is still at what it tells of; judged once it is not. */
  | { outcome: 'not yet' };

/** Decides what an event of Flux says of the objects of the cluster it comes from. */
export function judgeWord(
  clusterId: number,
  event: FluxEvent,
  { owner, seenSince, types, namespaces, now }: WordFacts,
): Judgement {
  const said = correctionsOf(event);
  if ('reason' in said) return { outcome: 'no drift', reason: said.reason };
  if (owner === null) return { outcome: 'unknown', reason: `there is no such ${event.kind} any more` };
  if (objectAt(owner, 'spec', 'kubeConfig') !== null) {
    return { outcome: 'no drift', reason: 'its objects are those of another cluster' };
  }
  const decision = decideDrift(event, appliedFactsOf(owner, seenSince));
  if (!decision.isDrift) {
    return { outcome: decision.isUnknown === true ? 'unknown' : 'no drift', reason: decision.reason };
  }
  if (!said.isDrift) {
    const reconciledAt = lastReconciledAt(owner);
    // What Flux applies may have changed with variables from the cluster, which its history tells afterwards.
    if (reconciledAt !== null && reconciledAt < event.at) return { outcome: 'not yet' };
    if (reconciledAt === null && listAt(owner, 'spec', 'postBuild', 'substituteFrom').length > 0) {
      return { outcome: 'unknown', reason: 'its variables may have changed, and Flux keeps no history' };
    }
  }
  // A cluster's clock may be ahead of ours; nothing was corrected in the future.
  const at = new Date(Math.min(event.at.getTime(), now.getTime()));
  const isCompared = ({ namespace }: DriftCorrection) =>
    namespaces.length === 0 || (namespace !== null && namespaces.includes(namespace));
  const named = decision.corrections
    .filter(isCompared)
    .map((correction) => ({ correction, ref: refOf(correction, owner, types) }));
  return {
    outcome: 'drift',
    corrections: named.flatMap(({ correction, ref }) =>
      ref === null ? [] : [correctionOf({ clusterId, event, correction, ref, at })],
    ),
    unknown: named.flatMap(({ correction, ref }) => (ref === null ? [nameOf(correction)] : [])),
  };
}

interface Corrected {
  clusterId: number;
  event: FluxEvent;
  correction: DriftCorrection;
  ref: ObjectRef;
  at: Date;
}

function correctionOf({ clusterId, event, correction, ref, at }: Corrected): FluxCorrection {
  const { action } = correction;
  const owner = `${event.kind} ${event.namespace}/${event.name}`;
  const note = `${owner}: ${nameOf(correction)} ${action}`;
  return { clusterId, channel: channelOfKind(ref), ref, at, isCorrected: action !== 'detected', note };
}

/** As Flux writes it: `Role/payments/r`. */
function nameOf({ kind, namespace, name }: Omit<DriftCorrection, 'action'>): string {
  return [kind, ...(namespace === null ? [] : [namespace]), name].join('/');
}
