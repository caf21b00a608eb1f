import { expect, it } from 'vitest';
import type { FluxEvent } from '#lib/gitops/flux/events.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import { judgeWord } from './judge-word.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const REVISION = 'main@sha1:5f3c0c9d7a3d2f0f4d1b3c1a0a9e8d7c6b5a4f3e';
const types: ResourceType[] = [
  { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', isNamespaced: true, verbs: [] },
  { group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', isNamespaced: true, verbs: [] },
];

const HISTORY = {
  ...{ digest: 'd', firstReconciled: '2026-05-10T10:00:00Z', lastReconciled: '2026-05-10T12:05:00Z' },
  metadata: { revision: REVISION },
};

const owner = (status: object = {}, spec: object = {}): KubeObject => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'apps', namespace: 'flux-system', generation: 2 },
  spec: { ...spec },
  status: {
    observedGeneration: 2,
    lastAppliedRevision: REVISION,
    history: [HISTORY],
    ...status,
  },
});
const event = (over: Partial<FluxEvent> = {}): FluxEvent => ({
  ...{ kind: 'Kustomization', namespace: 'flux-system', name: 'apps', reason: 'Progressing', severity: 'info' },
  ...{ message: 'ConfigMap/shop/settings configured', revision: REVISION, at: new Date('2026-05-10T11:59:00Z') },
  ...over,
});
const facts = { owner: owner(), seenSince: null, types, namespaces: [], now: NOW };

it('tells what Flux corrected, with its own words', () => {
  const message = 'ConfigMap/shop/settings configured\nDeployment/shop/web created\nWidget/shop/w configured';
  expect(judgeWord(3, event({ message }), facts)).toEqual({
    outcome: 'drift',
    corrections: [
      {
        clusterId: 3,
        channel: 'config',
        ref: { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'settings' },
        at: new Date('2026-05-10T11:59:00Z'),
        isCorrected: true,
        note: 'Kustomization flux-system/apps: ConfigMap/shop/settings configured',
      },
      expect.objectContaining({ channel: 'code', ref: expect.objectContaining({ group: 'apps', kind: 'Deployment' }) }),
    ],
    unknown: ['Widget/shop/w'],
  });
});

it('waits until Flux is done with what it tells of', () => {
  const history = [{ ...HISTORY, lastReconciled: '2026-05-10T11:58:59Z' }];
  expect(judgeWord(3, event(), { ...facts, owner: owner({ history }) })).toEqual({ outcome: 'not yet' });
});

it('takes variables from the cluster for a reason of its own', () => {
  const spec = { postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'vars' }] } };
  const judge = (history: object[]) =>
    judgeWord(3, event(), { ...facts, owner: owner({ history }, spec), seenSince: new Date('2026-05-10T11:00:00Z') });
  expect(judge([HISTORY])).toMatchObject({ outcome: 'drift' });
  expect(judge([])).toEqual({ outcome: 'unknown', reason: expect.stringContaining('variables') });
});

it('leaves namespaces that are not compared', () => {
  const judge = (...namespaces: string[]) => judgeWord(3, event(), { ...facts, namespaces });
  expect(judge('shop', 'payments')).toMatchObject({ corrections: [{ ref: { namespace: 'shop' } }] });
  expect(judge('payments')).toMatchObject({ outcome: 'drift', corrections: [] });
});

it('takes nothing to have happened in the future', () => {
  const judged = judgeWord(3, event({ at: new Date('2026-05-10T12:04:00Z') }), facts);
  expect(judged).toMatchObject({ corrections: [{ at: NOW }] });
});

it.each([
  ['a first application', event({ revision: 'main@sha1:0' }), {}, 'no drift', /first time/],
  ['a revision seen to come later', event(), { seenSince: NOW }, 'no drift', /first time/],
  ['a changed Kustomization', event(), { owner: owner({ observedGeneration: 1 }) }, 'no drift', /was changed/],
  ['no history', event(), { owner: owner({ history: [] }) }, 'unknown', /not known since when/],
  ['a Kustomization that is gone', event(), { owner: null }, 'unknown', /no such Kustomization/],
  [
    'another cluster',
    event(),
    { owner: owner({}, { kubeConfig: { secretRef: { name: 'x' } } }) },
    'no drift',
    /another/,
  ],
  ['a failure', event({ severity: 'error' }), {}, 'no drift', /failure/],
])('%s', (_, said, over, outcome, reason) => {
  expect(judgeWord(3, said, { ...facts, ...over })).toEqual({ outcome, reason: expect.stringMatching(reason) });
});

it('takes helm-controller at its word, and what it only reports as going on', () => {
  const helm = { kind: 'HelmRelease', name: 'web', revision: null, message: 'Deployment/shop/web changed' };
  const judge = (reason: string) =>
    judgeWord(3, event({ ...helm, reason }), { ...facts, owner: owner({ history: [] }) });
  expect(judge('DriftDetected')).toMatchObject({ outcome: 'drift', corrections: [{ isCorrected: false }] });
  expect(judge('DriftCorrected')).toMatchObject({ outcome: 'drift', corrections: [{ isCorrected: true }] });
});
