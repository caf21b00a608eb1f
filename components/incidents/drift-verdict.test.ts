import { describe, expect, it } from 'vitest';
import type { DriftObjectDetail, FindingView } from '#lib/contract/drift/objects.ts';
import { countDifferences, driftVerdict } from './drift-verdict.ts';

const finding: FindingView = { kind: 'modified', path: 'spec.replicas', writer: null, ignoredBy: null };

const object = (name: string, over: Partial<DriftObjectDetail> = {}): DriftObjectDetail => ({
  id: 1,
  channel: 'code',
  owner: { kind: 'cluster', id: 1, name: 'prod', isDemo: false },
  group: '',
  kind: 'Role',
  namespace: 'auth',
  name,
  state: 'drifted',
  findings: { modified: 1 },
  managers: ['kubectl-edit'],
  severity: 'P0',
  rule: '',
  incidentId: 1,
  recent: 1,
  occurrences: 1,
  firstSeenAt: '2026-05-10T12:00:00Z',
  lastSeenAt: '2026-05-10T12:00:00Z',
  file: null,
  commitSha: null,
  expected: null,
  live: null,
  expectedHash: null,
  liveHash: null,
  source: null,
  fileUrl: null,
  details: [finding],
  history: [],
  ...over,
});

describe('driftVerdict', () => {
  it.each([
    [{ objects: [], total: 0, driftingNow: 0 }, undefined],
    [{ objects: [object('a')], total: 1, driftingNow: 1 }, 'Role auth/a is not as git says. Written by kubectl-edit.'],
    [
      { objects: [object('a', { state: 'clean', managers: [] })], total: 1, driftingNow: 0 },
      'Role auth/a drifted, and is as git says now. Nobody is on record for it.',
    ],
    [
      { objects: [object('a', { state: 'ignored' })], total: 1, driftingNow: 0 },
      'Role auth/a drifted; ignore rules hide what differs now. Written by kubectl-edit.',
    ],
    [
      { objects: [object('a', { state: 'ignored' }), object('b', { state: 'clean' })], total: 2, driftingNow: 0 },
      'Role auth/a and Role auth/b drifted; ignore rules hide what differs of 1 object now. Written by kubectl-edit.',
    ],
    [
      { objects: [object('a', { incidentId: 13 })], total: 1, driftingNow: 0 },
      'Role auth/a drifted; it drifts again (incident 13). Written by kubectl-edit.',
    ],
    [
      { objects: [object('a', { incidentId: null }), object('b', { state: 'clean' })], total: 2, driftingNow: 0 },
      'Role auth/a and Role auth/b drifted; 1 object drifts again. Written by kubectl-edit.',
    ],
    [
      { objects: ['a', 'b', 'c', 'd'].map((name) => object(name)), total: 9, driftingNow: 5 },
      '5 of 9 objects still are not as git says: Role auth/a, Role auth/b, Role auth/c and 2 more. Written by kubectl-edit.',
    ],
    [
      {
        objects: [object('a', { state: 'clean', managers: ['kubectl-patch'] }), object('b')],
        total: 2,
        driftingNow: 1,
      },
      '1 of 2 objects still is not as git says: Role auth/b. Written by kubectl-edit.',
    ],
  ])('%#', (evidence, sentence) => {
    expect(driftVerdict(evidence)).toBe(sentence);
  });
});

it('counts what differs now and is not ignored', () => {
  const hidden = { ...finding, ignoredBy: 3 };
  expect(
    countDifferences({ objects: [object('a', { details: [finding, hidden] }), object('b', { state: 'clean' })] }),
  ).toBe(1);
});
