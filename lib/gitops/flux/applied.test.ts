import { expect, test } from 'vitest';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { appliedOf } from './applied.ts';

const BEFORE = 'main@sha1:1111111111111111111111111111111111111111';
const NEW = 'main@sha1:2222222222222222222222222222222222222222';

/** As kustomize-controller 1.9 leaves a Kustomization that was changed (generation 2) and whose attempt ended so. */
const attempted = (status: string, reason: string, rest: JsonObject = {}) =>
  appliedOf({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'web', namespace: 'flux-system', generation: 2 },
    status: {
      conditions: [
        { type: 'Reconciling', status: 'True', reason: 'ProgressingWithRetry', observedGeneration: 2 },
        { type: 'Ready', status, reason, observedGeneration: 2 },
      ],
      observedGeneration: 1,
      lastAppliedRevision: BEFORE,
      lastAttemptedRevision: NEW,
      ...rest,
    },
  });
const tried = (lastReconciledStatus: string, revision = NEW) => ({
  history: [{ digest: 'sha256:0', lastReconciledStatus, metadata: { revision } }],
});

test.each(['HealthCheckFailed', 'PruneFailed'])('what ended with %s was applied all the same', (reason) => {
  expect(attempted('False', reason)).toEqual({ revision: NEW, generation: 2 });
});

test.each(['BuildFailed', 'ArtifactFailed', 'ReconciliationFailed', 'DependencyNotReady'])(
  'what ended with %s was not applied',
  (reason) => {
    expect(attempted('False', reason)).toEqual({ revision: BEFORE, generation: 1 });
  },
);

test('what was applied and is tried again stays applied, by what is known of its generation', () => {
  expect(attempted('Unknown', 'Progressing', tried('HealthCheckFailed'))).toEqual({ revision: NEW, generation: 1 });
});

test.each([
  ['at first', {}],
  ['after it could not be built', tried('BuildFailed')],
  ['after an older commit was not healthy', tried('HealthCheckFailed', BEFORE)],
])('what is applied right now counts once it is: %s', (_, rest) => {
  expect(attempted('Unknown', 'Progressing', rest)).toEqual({ revision: BEFORE, generation: 1 });
});

test('nothing is applied yet where Flux says nothing', () => {
  const kustomization = { apiVersion: 'v1', kind: 'Kustomization', metadata: { name: 'web' } };
  expect(appliedOf(kustomization)).toEqual({ revision: null, generation: null });
});
