import { describe, expect, it } from 'vitest';
import { applied, entryOf } from '../testing/applied.ts';
import { compared, GITOPS, linesOf, widget } from '../testing/comparison.ts';
import { testSchema } from '../testing/schema.ts';
import type { JsonObject, KubeObject } from '../types.ts';
import { aggregateHashes } from './hashes.ts';

const schema = testSchema('Widget');
const update = (manager: string, fields: JsonObject, apiVersion = 'test.example/v1') =>
  entryOf(manager, 'Update', fields, apiVersion);

/** A live object: as applied, then with another spec and further writers. */
function liveOf(expected: KubeObject, spec: JsonObject, writers: readonly JsonObject[] = []): KubeObject {
  return { ...applied(expected, schema, GITOPS, writers), spec };
}

describe('values', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['quantities in other units', { size: '1Gi' }, { size: '1024Mi' }],
    ['quantities as numbers', { size: 1 }, { size: '1000m' }],
    [
      'numbers and strings where both may stand',
      { parts: [{ name: 'a', target: 80 }] },
      { parts: [{ name: 'a', target: '80' }] },
    ],
    [
      'protocol left out',
      { parts: [{ name: 'a', ports: [{ port: 1 }] }] },
      { parts: [{ name: 'a', ports: [{ port: 1, protocol: 'TCP' }] }] },
    ],
    ['null', { replicas: 1, size: null }, { replicas: 1 }],
    ['empty lists and maps', { parts: [], selector: {} }, {}],
    ['empties on the other side', {}, { parts: [], selector: {} }],
    [
      'defaults within a list of one owner',
      { rules: [{ verbs: ['get'] }] },
      { rules: [{ verbs: ['get'], scope: 'Some' }] },
    ],
    ['zeros that the server drops', { replicas: 0, paused: false }, {}],
  ])('%s are the same', (_, git, cluster) => {
    expect(linesOf(compared(widget(git), { live: liveOf(widget(git), cluster) }))).toEqual([]);
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    ['quantities', { size: '1G' }, { size: '1Gi' }, 'modified spec.size'],
    [
      'atomic lists in another order',
      { parts: [{ name: 'a', args: ['x', 'y'] }] },
      { parts: [{ name: 'a', args: ['y', 'x'] }] },
      'modified spec.parts[name="a"].args',
    ],
    [
      'an item of an atomic list',
      { rules: [{ verbs: ['get'] }] },
      { rules: [{ verbs: ['*'] }] },
      'modified spec.rules[0].verbs',
    ],
    [
      'an atomic list with more items',
      { rules: [{ verbs: ['get'] }] },
      { rules: [{ verbs: ['get'] }, { verbs: ['*'] }] },
      'modified spec.rules',
    ],
    ['another type', { anything: { a: 1 } }, { anything: 'x' }, 'modified spec.anything'],
    ['an empty object that means something', { parent: {} }, {}, 'missing spec.parent'],
    ['a list that was emptied', { rules: [{ verbs: ['get'] }] }, { rules: [] }, 'missing spec.rules'],
  ])('%s differ', (_, git, cluster, finding) => {
    expect(linesOf(compared(widget(git), { live: liveOf(widget(git), cluster) }))).toEqual([finding]);
  });

  it('names who wrote a whole list without a field of git', () => {
    const expected = widget({ rules: [{ verbs: ['get'], scope: 'Own' }] });
    const wrote = update('kubectl-patch', { 'f:spec': { 'f:rules': {} } });
    const { findings } = compared(expected, { live: liveOf(expected, { rules: [{ verbs: ['*'] }] }, [wrote]) });
    expect(findings.map(({ kind, path, writer }) => [kind, path, writer?.manager])).toEqual([
      ['modified', 'spec.rules[0].verbs', 'kubectl-patch'],
      ['missing', 'spec.rules[0].scope', 'kubectl-patch'],
    ]);
  });

  it('shows no defaults of items that a longer list has as git has them', () => {
    const expected = widget({ rules: [{ verbs: ['get'] }, { verbs: ['list'] }] });
    const filled = { scope: 'Some' };
    const rules = [{ verbs: ['get'], ...filled }, { verbs: ['*'] }, { verbs: ['list'], ...filled }];
    const { findings } = compared(expected, { live: liveOf(expected, { rules }) });
    expect(findings).toMatchObject([
      { path: 'spec.rules', live: { shown: [{ verbs: ['get'] }, { verbs: ['*'] }, { verbs: ['list'] }] } },
    ]);
  });

  it('tells a zero that was removed from one that the server dropped', () => {
    const expected = widget({ paused: false, replicas: 1 });
    const live = applied(widget({ replicas: 1 }), schema, GITOPS);
    expect(linesOf(compared(expected, { live }))).toEqual(['missing spec.paused']);
  });

  it('numbers items that nothing tells apart', () => {
    const twice = {
      parts: [
        {
          name: 'a',
          env: [
            { name: 'x', value: '1' },
            { name: 'x', value: '2' },
          ],
        },
      ],
    };
    const changed = {
      parts: [
        {
          name: 'a',
          env: [
            { name: 'x', value: '1' },
            { name: 'x', value: '3' },
          ],
        },
      ],
    };
    expect(linesOf(compared(widget(twice)))).toEqual([]);
    expect(linesOf(compared(widget(twice), { live: liveOf(widget(twice), changed) }))).toEqual([
      'modified spec.parts[name="a"].env[name="x",#2].value',
    ]);
  });
});

describe('writers', () => {
  const git = widget({ replicas: 2 });
  const size = { 'f:spec': { 'f:size': {} } };
  const withSize = { replicas: 2, size: '1' };

  it('calls what the GitOps controller alone still owns stale', () => {
    const live = applied(widget(withSize), schema, GITOPS);
    expect(linesOf(compared(git, { live }))).toEqual(['stale spec.size']);
  });

  it('names the latest of several foreign writers', () => {
    const [early, late] = [update('early', size), { ...update('late', size), time: '2026-02-01T00:00:00Z' }];
    const { findings } = compared(git, { live: liveOf(git, withSize, [late, early]) });
    expect(findings).toEqual([
      {
        kind: 'foreign',
        path: 'spec.size',
        live: { shown: '1' },
        writer: { manager: 'late', operation: 'Update', subresource: null, time: '2026-02-01T00:00:00Z' },
      },
    ]);
  });

  it('trusts writers only within their rule', () => {
    const trusted = [{ manager: 'sizer', subresource: null, kind: 'Widget.test.example', path: 'spec.size' }];
    const live = liveOf(git, withSize, [update('sizer', size)]);
    expect(compared(git, { live, trusted }).findings).toEqual([]);
    const elsewhere = trusted.map((rule) => ({ ...rule, manager: '*', subresource: 'status' }));
    expect(compared(git, { live, trusted: elsewhere }).findings).toHaveLength(1);
    const replicas = liveOf(git, { replicas: 3 }, [update('sizer', { 'f:spec': { 'f:replicas': {} } })]);
    expect(linesOf(compared(git, { live: replicas, trusted }))).toEqual(['modified spec.replicas']);
  });

  it('lets an autoscaler scale, and nobody else', () => {
    const scale = { ...update('kube-controller-manager', { 'f:spec': { 'f:replicas': {} } }), subresource: 'scale' };
    const live = liveOf(git, { replicas: 5 }, [scale]);
    expect(compared(git, { live, isScaled: true }).findings).toEqual([]);
    expect(linesOf(compared(git, { live }))).toEqual(['modified spec.replicas']);
  });

  it('does not excuse fields without an owner where a record is kept in other words', () => {
    const other = update('kubectl-edit', { 'f:spec': { 'f:formerSize': {} } }, 'test.example/v1beta1');
    const { findings } = compared(git, { live: liveOf(git, withSize, [other]) });
    expect(findings).toMatchObject([{ kind: 'foreign', path: 'spec.size', writer: { manager: 'kubectl-edit' } }]);
  });

  it('takes fields over without calling the record lost', () => {
    const live = {
      ...git,
      spec: { replicas: 3 },
      metadata: { ...git.metadata, managedFields: [update('kubectl-edit', { 'f:spec': { 'f:replicas': {} } })] },
    };
    expect(linesOf(compared(git, { live }))).toEqual(['modified spec.replicas']);
  });

  it('needs no GitOps controller', () => {
    const created = update('kubectl-create', { 'f:spec': { 'f:replicas': {}, 'f:size': {} } });
    const live = { ...git, spec: withSize, metadata: { ...git.metadata, managedFields: [created] } };
    expect(linesOf(compared(git, { live, gitopsManager: null }))).toEqual(['foreign spec.size']);
    const reset = { ...live, metadata: { ...git.metadata, managedFields: [] } };
    expect(linesOf(compared(git, { live: reset, gitopsManager: null }))).toEqual([
      'ownership-lost metadata.managedFields',
      'foreign spec.size',
    ]);
  });
});

describe('what is not shown', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'n' },
    stringData: { token: 'hunter2' },
  };
  const live = (data: JsonObject) =>
    ({ ...applied(secret, testSchema('Secret'), GITOPS), stringData: undefined, data }) as unknown as KubeObject;

  it('folds stringData into data', () => {
    expect(compared(secret, { live: live({ token: 'aHVudGVyMg==' }) }).findings).toEqual([]);
  });

  it('tells that a secret differs, never how', () => {
    const comparison = compared(secret, { live: live({ token: 'b3RoZXI=' }) });
    expect(comparison.findings).toMatchObject([
      { kind: 'modified', path: 'data.token', expected: { hidden: 'secret' }, live: { hidden: 'secret' } },
    ]);
    expect(JSON.stringify([comparison, compared(secret, { live: null })])).not.toMatch(/hunter2|aHVudGVyMg|b3RoZXI/);
  });

  it('hashes the keys of secrets only', () => {
    const other = { ...secret, stringData: { token: 'other' } };
    expect(compared(other).expectedHash).toBe(compared(secret).expectedHash);
  });

  it('compares encrypted objects by their keys', () => {
    const encrypted = widget({ anything: { a: 'ENC[AES256_GCM,data:x]', b: 'ENC[AES256_GCM,data:y]' } });
    const plain = liveOf(encrypted, { anything: { a: 'clear', c: 'more' } }, [
      update('kubectl-edit', { 'f:spec': { 'f:anything': { 'f:c': {} } } }),
    ]);
    const comparison = compared({ ...encrypted, sops: { mac: 'x' } }, { live: plain, isEncrypted: true });
    expect(linesOf(comparison)).toEqual(['missing spec.anything.b', 'foreign spec.anything.c']);
    expect(JSON.stringify(comparison)).not.toMatch(/clear|more|ENC/);
  });
});

describe('opting out', () => {
  const annotated = (name: string, value: string) =>
    widget({ replicas: 2 }, { annotations: { [`kustomize.toolkit.fluxcd.io/${name}`]: value } });

  it.each([
    ['ssa', 'Ignore'],
    ['reconcile', 'disabled'],
  ])('is told for %s: %s', (name, value) => {
    const comparison = compared(annotated(name, value), { live: null });
    expect(comparison).toMatchObject({ findings: [], expectedHash: null, notCompared: { reason: 'opted_out' } });
  });

  it('of drift detection is heeded where helm-controller installs', () => {
    const [detection, owner] = ['helm.toolkit.fluxcd.io/driftDetection', { 'helm.toolkit.fluxcd.io/name': 'web' }];
    const toldOf = (metadata: object) => compared(widget({ replicas: 2 }, metadata), { live: null }).notCompared;
    const disabled = { [detection]: 'disabled' };
    for (const metadata of [{ labels: { ...owner, ...disabled } }, { labels: owner, annotations: disabled }]) {
      expect(toldOf(metadata)).toMatchObject({ reason: 'opted_out', detail: expect.stringContaining(detection) });
    }
    expect(toldOf({ labels: disabled })).toBeNull();
  });

  it('asks only for presence with IfNotPresent', () => {
    expect(linesOf(compared(annotated('ssa', 'IfNotPresent'), { live: null }))).toEqual(['missing ']);
    expect(compared(annotated('ssa', 'IfNotPresent')).notCompared?.reason).toBe('opted_out');
  });

  it('leaves out what Flux is told to ignore, on both sides', () => {
    const git = widget({ replicas: 2, parts: [{ name: 'a', image: 'x' }] }, { annotations: { 'a/b': '1' } });
    const live = { ...liveOf(git, { replicas: 5, parts: [{ name: 'a', image: 'y' }] }) };
    const ignoredPointers = ['/spec/replicas', '/spec/parts/0/image', '/metadata/annotations/a~1b', '/not/there'];
    const comparison = compared(git, { live, ignoredPointers });
    expect(comparison.findings).toEqual([]);
    expect(linesOf(compared(git, { live, ignoredPointers: ['/spec/replicas'] }))).toEqual([
      'modified spec.parts[name="a"].image',
    ]);
  });

  it('does not count on the word of the cluster', () => {
    const git = widget({ replicas: 2 });
    const annotation = { 'f:metadata': { 'f:annotations': { 'f:kustomize.toolkit.fluxcd.io/reconcile': {} } } };
    const own = applied(git, schema, GITOPS, [update('kubectl-annotate', annotation)]);
    const live = {
      ...own,
      metadata: { ...own.metadata, annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' } },
    };
    expect(linesOf(compared(git, { live }))).toEqual([
      'foreign metadata.annotations["kustomize.toolkit.fluxcd.io/reconcile"]',
    ]);
  });
});

describe('aggregateHashes', () => {
  it('agrees exactly if no object differs, in whatever order', () => {
    const [one, other] = [
      compared(widget({ replicas: 1 }, { name: 'a' })),
      compared(widget({ replicas: 1 }, { name: 'b' })),
    ];
    const clean = aggregateHashes([one, other]);
    expect(clean.live).toBe(clean.expected);
    expect(aggregateHashes([other, one])).toEqual(clean);
    const drifted = aggregateHashes([one, compared(widget({ replicas: 1 }, { name: 'b' }), { live: null })]);
    expect(drifted.expected).toBe(clean.expected);
    expect(drifted.live).not.toBe(clean.expected);
  });
});
