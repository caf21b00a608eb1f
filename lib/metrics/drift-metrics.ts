import type { Registry } from 'prom-client';
import type { DriftFacts } from './drift-facts.ts';
import { makers } from './makers.ts';

/** The resource under which the drifts of objects without a series of their own are summed. */
const OTHERS = 'others';

/** Adds the two metrics that platforms expect by these names, and that neither Flux nor Kyverno exports. */
export function addDrift(registry: Registry, { objects, others, policies }: DriftFacts): void {
  const { counter, gauge } = makers(registry, '');
  const drifts = counter(
    'kustomize_controller_drift_total',
    'Times that an object of a cluster drifted from git, as Tidemark saw it, by resource (Kind/name) and namespace.',
    'resource',
    'namespace',
  );
  for (const { resource, namespace, count } of objects) drifts.inc({ resource, namespace }, count);
  if (others > 0) drifts.inc({ resource: OTHERS, namespace: '' }, others);
  const mismatch = gauge(
    'kyverno_policy_hash_mismatch',
    '1 where the policy in a cluster is not the one that git has, 0 where it is again.',
    'policy',
  );
  for (const { policy, isMismatch } of policies) mismatch.set({ policy }, isMismatch ? 1 : 0);
}
