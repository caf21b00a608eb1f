import { describe, expect, it } from 'vitest';
import { ANY_NODE } from '../schema/node.ts';
import type { Json, JsonObject } from '../types.ts';
import { BUILT_IN_DEFAULTS } from './built-in.ts';
import { isDefault } from './is-default.ts';

/** Whether a field of a core type has its default beside some other fields. */
function holds(field: string, value: Json, siblings: JsonObject = {}, over: { kind?: string; isOwned?: boolean } = {}) {
  const dot = field.lastIndexOf('.');
  const place = {
    node: ANY_NODE,
    parentType: `io.k8s.api.${field.slice(0, dot)}`,
    field: field.slice(dot + 1),
    siblings,
    around: {},
    root: { kind: over.kind ?? 'Deployment', metadata: { name: 'n' } },
    isOwned: over.isOwned ?? false,
  };
  return isDefault(value, place, BUILT_IN_DEFAULTS);
}

describe('isDefault', () => {
  it.each<[string, Json, JsonObject, boolean]>([
    ['core.v1.PodSpec.dnsPolicy', 'ClusterFirst', {}, true],
    ['core.v1.PodSpec.dnsPolicy', 'Default', {}, false],
    ['core.v1.Container.imagePullPolicy', 'Always', { image: 'registry.example:5000/app' }, true],
    ['core.v1.Container.imagePullPolicy', 'Always', { image: 'app:latest' }, true],
    ['core.v1.Container.imagePullPolicy', 'Always', { image: 'app:1' }, false],
    ['core.v1.Container.imagePullPolicy', 'IfNotPresent', { image: 'app@sha256:0' }, true],
    ['core.v1.ServicePort.targetPort', 80, { port: 80 }, true],
    ['core.v1.ServicePort.targetPort', 81, { port: 80 }, false],
    ['core.v1.ResourceRequirements.requests', { cpu: '1' }, { limits: { cpu: '1', memory: '1Gi' } }, true],
    ['core.v1.ResourceRequirements.requests', { cpu: '2' }, { limits: { cpu: '1' } }, false],
    ['networking.v1.NetworkPolicySpec.policyTypes', ['Ingress'], {}, true],
    ['networking.v1.NetworkPolicySpec.policyTypes', ['Ingress', 'Egress'], {}, false],
    ['networking.v1.NetworkPolicySpec.policyTypes', ['Ingress', 'Egress'], { egress: [{}] }, true],
    ['rbac.v1.Subject.apiGroup', 'rbac.authorization.k8s.io', { kind: 'User' }, true],
    ['rbac.v1.Subject.apiGroup', 'rbac.authorization.k8s.io', { kind: 'ServiceAccount' }, false],
    ['admissionregistration.v1.ValidatingWebhook.failurePolicy', 'Ignore', {}, false],
  ])('%s: %j beside %j', (field, value, siblings, expected) => {
    expect(holds(field, value, siblings)).toBe(expected);
  });

  it('depends on the kind', () => {
    expect(holds('core.v1.PodSpec.enableServiceLinks', true, {}, { kind: 'Pod' })).toBe(true);
    expect(holds('core.v1.PodSpec.enableServiceLinks', true)).toBe(false);
  });

  it('takes what the server made up for a default only while nobody claims it', () => {
    expect(holds('core.v1.ServicePort.nodePort', 31000)).toBe(true);
    expect(holds('core.v1.ServicePort.nodePort', 31000, {}, { isOwned: true })).toBe(false);
  });
});
