import { expect, test } from 'vitest';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { appliedOf } from './applied.ts';

const BEFORE = 'main@sha1:1111111111111111111111111111111111111111';
const BETWEEN = 'main@sha1:3333333333333333333333333333333333333333';
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
const tried = (lastReconciledStatus: string, revision: string) => ({
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

test.each([
  ['is tried again', 'Unknown', 'Progressing', NEW],
  ['is followed by another commit', 'Unknown', 'Progressing', BETWEEN],
  ['is followed by one that cannot be built', 'False', 'BuildFailed', BETWEEN],
])('what was applied, yet is not healthy, stays applied while it %s', (_, status, reason, revision) => {
  expect(attempted(status, reason, tried('HealthCheckFailed', revision))).toEqual({ revision, generation: 1 });
});

test.each([
  ['at first', {}],
  ['after it could not be built', tried('BuildFailed', NEW)],
  ['after it was healthy', tried('ReconciliationSucceeded', BEFORE)],
])('what is applied right now counts once it is: %s', (_, rest) => {
  expect(attempted('Unknown', 'Progressing', rest)).toEqual({ revision: BEFORE, generation: 1 });
});

test('nothing is applied yet where Flux says nothing', () => {
  const kustomization = { apiVersion: 'v1', kind: 'Kustomization', metadata: { name: 'web' } };
  expect(appliedOf(kustomization)).toEqual({ revision: null, generation: null });
});
