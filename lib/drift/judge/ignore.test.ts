import { describe, expect, it } from 'vitest';
import { driftedObject, EDITED } from '#lib/testing/drift-sightings.ts';
import { hideFindings, type IgnoreFacts, isHidden } from './ignore.ts';

const ANY = { group: null, kind: null, namespace: null, name: null, fieldPath: null, manager: null };
const rule = (over: Partial<IgnoreFacts>): IgnoreFacts => ({ id: 1, ...ANY, ...over });
const { ref: web } = driftedObject({ name: 'web' });
const { ref: clusterRole } = driftedObject({
  group: 'rbac.authorization.k8s.io',
  kind: 'ClusterRole',
  namespace: null,
  name: 'admin',
});

const hides = (facts: Partial<IgnoreFacts>, path: string, ref = web) =>
  hideFindings(ref, [{ ...EDITED, path }], [rule(facts)])[0]?.ignoredBy === 1;

describe('hideFindings', () => {
  it.each<[Partial<IgnoreFacts>, string, boolean]>([
    [{ fieldPath: 'spec.replicas' }, 'spec.replicas', true],
    [{ fieldPath: 'spec.replicas' }, 'spec.replicasMax', false],
    [{ fieldPath: 'spec' }, 'spec.replicas', true],
    [{ fieldPath: 'spec.replicas' }, '', false],
    [{ fieldPath: 'metadata.annotations' }, 'metadata.annotations["a.b/c"]', true],
    [{ fieldPath: 'metadata.*' }, 'metadata.labels', false],
    [{ fieldPath: 'rules[0].verbs[="*"]' }, 'rules[0].verbs[="delete"]', false],
    [{ manager: 'kubectl-edit' }, 'spec.replicas', true],
    [{ manager: 'kubectl*' }, 'spec.replicas', true],
    [{ manager: 'helm' }, 'spec.replicas', false],
    [{ kind: 'Deployment', namespace: 'shop', name: 'w*' }, '', true],
    [{ group: 'apps' }, 'spec.replicas', true],
    [{ group: '', kind: 'Deployment' }, 'spec.replicas', false],
    [{ kind: 'Deployment', namespace: 'auth' }, 'spec.replicas', false],
    [{ kind: 'Deployment', fieldPath: 'spec.replicas', manager: 'helm' }, 'spec.replicas', false],
  ])('%j hides %s: %s', (facts, path, hidden) => {
    expect(hides(facts, path)).toBe(hidden);
  });

  it('names the oldest of the rules that hide a finding, and leaves the others', () => {
    const other = { ...EDITED, path: 'spec.paused', writer: null };
    const rules = [rule({ id: 4, manager: 'kubectl-edit' }), rule({ id: 7, fieldPath: 'spec.replicas' })];
    expect(hideFindings(web, [EDITED, other], rules).map(({ ignoredBy }) => ignoredBy)).toEqual([4, null]);
  });

  it('does not take what belongs to no namespace for a part of any', () => {
    expect(hides({ namespace: '*' }, 'rules', clusterRole)).toBe(false);
    expect(hides({ namespace: '*' }, 'rules', { ...clusterRole, namespace: '' })).toBe(false);
    expect(hides({ kind: 'ClusterRole' }, 'rules', clusterRole)).toBe(true);
  });
});

describe('isHidden', () => {
  it.each<[Partial<IgnoreFacts>, boolean]>([
    [{ kind: 'Deployment' }, true],
    [{ kind: 'Deployment', fieldPath: 'spec' }, false],
    [{ kind: 'Deployment', manager: 'kubectl-edit' }, false],
    [{ kind: 'Role' }, false],
  ])('by %j: %s', (facts, hidden) => {
    expect(isHidden(web, [rule(facts)])).toBe(hidden);
  });
});
