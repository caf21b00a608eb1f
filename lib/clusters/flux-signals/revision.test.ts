import { expect, it } from 'vitest';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { nextRevision, type SeenRevision } from './revision.ts';

const NOW = new Date('2026-05-10T12:00:00.000Z');
const watched = { now: NOW, hasGap: false };
const unwatched = { now: NOW, hasGap: true };

const live = (revision: string | null, observedGeneration = 1, lastReconciled: string | null = null): KubeObject => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'apps', namespace: 'flux-system' },
  status: {
    observedGeneration,
    ...(revision !== null && { lastAppliedRevision: revision }),
    ...(lastReconciled !== null && { history: [{ digest: 'd', lastReconciled, metadata: { revision } }] }),
  },
});
const known = (revision: string, generation = 1): SeenRevision => ({ revision, generation, seenSince: null });

it('keeps what is as it was', () => {
  const before = known('a');
  expect(nextRevision(before, live('a'), watched)).toBe(before);
  expect(nextRevision(before, live('a', 1, '2026-05-10T11:59:00Z'), unwatched)).toBe(before);
});

it.each([
  ['another revision', live('b')],
  ['another generation', live('a', 2)],
  ['nothing applied any more', live(null)],
])('counts from now for %s', (_, object) => {
  expect(nextRevision(known('a'), object, watched).seenSince).toEqual(NOW);
});

it('counts from the time of the cluster where its clock is ahead', () => {
  const { seenSince } = nextRevision(known('a'), live('b', 1, '2026-05-10T12:03:00Z'), watched);
  expect(seenSince).toEqual(new Date('2026-05-10T12:03:00Z'));
});

it('leaves it to the history of one that is new to us, and counts from now without one', () => {
  expect(nextRevision(null, live('a', 1, '2026-05-10T11:00:00Z'), unwatched).seenSince).toBeNull();
  expect(nextRevision(null, live('a'), unwatched).seenSince).toEqual(NOW);
});

it('trusts nothing that went unwatched where there is no history', () => {
  expect(nextRevision(known('a'), live('a'), unwatched).seenSince).toEqual(NOW);
});
