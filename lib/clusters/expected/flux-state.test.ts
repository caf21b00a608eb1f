import { expect, test } from 'vitest';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { fluxObject } from '../testing/flux.ts';
import { fluxStateOf } from './flux-state.ts';

const installed = { version: 3, chartVersion: '1.2.0', status: 'deployed' };
const state = (status: string, latest: JsonObject = installed, spec: JsonObject = {}) =>
  fluxStateOf([
    fluxObject('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'web', spec, {
      conditions: [{ type: 'Ready', status }],
      history: [latest],
    }),
  ]);

test.each([
  ['is upgraded', state('Unknown')],
  ['was upgraded', state('True', { ...installed, version: 4 })],
  ['is of another chart', state('True', { ...installed, chartVersion: '1.3.0' })],
  ['failed', state('False', { ...installed, status: 'failed' })],
])('Flux has moved on where a release %s meanwhile', (_, after) => {
  expect(after.applied).not.toBe(state('True').applied);
});

test('Flux stands where it did while a release is only looked at again', () => {
  const again = state('True', { ...installed, lastDeployed: '2026-03-01T12:00:00Z' }, {});
  expect(again.applied).toBe(state('True').applied);
});

test('a release that never gets ready holds nothing else up', () => {
  expect(state('Unknown')).toEqual({ applied: state('Unknown').applied, isApplying: false });
});

const REVISION = 'main@sha1:aaaaaaaa';
const SOURCE = fluxObject(
  'source.toolkit.fluxcd.io/v1',
  'GitRepository',
  'fleet',
  {},
  { artifact: { revision: REVISION } },
);
const isApplying = (ready: JsonObject, rest: JsonObject, generation = 1) => {
  const spec = { sourceRef: { kind: 'GitRepository', name: 'fleet' } };
  const status = { conditions: [{ type: 'Ready', observedGeneration: generation, ...ready }], ...rest };
  const object = fluxObject('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'web', spec, status);
  return fluxStateOf([{ ...object, metadata: { ...object.metadata, generation: 1 } }, SOURCE]).isApplying;
};

test.each([
  [
    'never built',
    { status: 'False', reason: 'BuildFailed' },
    { observedGeneration: -1, lastAttemptedRevision: REVISION },
  ],
  ['never had its folder', { status: 'False', reason: 'ArtifactFailed' }, { observedGeneration: -1 }],
  ['waits for another', { status: 'False', reason: 'DependencyNotReady' }, { observedGeneration: -1 }],
  [
    'failed after it was changed',
    { status: 'False', reason: 'ReconciliationFailed' },
    { observedGeneration: 0, lastAppliedRevision: 'main@sha1:b', lastAttemptedRevision: REVISION },
  ],
])('a Kustomization that %s holds nothing else up', (_, ready, rest) => {
  expect(isApplying(ready, rest)).toBe(false);
});

test.each([
  ['is begun', { status: 'Unknown', reason: 'Progressing' }, { observedGeneration: -1 }, 1],
  ['failed before it was changed', { status: 'False', reason: 'BuildFailed' }, { observedGeneration: 0 }, 0],
  [
    'failed at an older commit',
    { status: 'False', reason: 'BuildFailed' },
    { observedGeneration: 1, lastAttemptedRevision: 'main@sha1:b' },
    1,
  ],
])('Flux is at work on a Kustomization that %s', (_, ready, rest, generation) => {
  expect(isApplying(ready, rest, generation)).toBe(true);
});
