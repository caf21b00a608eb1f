import { describe, expect, it } from 'vitest';
import { clusterBody } from '#lib/contract/drift/clusters.ts';
import { type ClusterFields, clusterFields, errorWithin, toClusterBody } from './cluster-fields.ts';

const source = { key: 'first', sourceId: '3', by: 'folder' as const, path: 'apps', manager: '' };
const typed: ClusterFields = { ...clusterFields(null), name: 'production', sources: [source] };
const sent = (over: Partial<ClusterFields>) => clusterBody.parse(toClusterBody({ ...typed, ...over }));

describe('credentials', () => {
  const all = { kubeconfig: 'k', context: 'c', server: 'https://s', token: 't', ca: 'a' };

  it('of another access are not sent', () => {
    expect(sent({ ...all, access: 'kubeconfig' })).toMatchObject({ kubeconfig: 'k', context: 'c' });
    expect(sent({ ...all, access: 'kubeconfig' })).not.toHaveProperty('token');
    expect(sent({ ...all, access: 'token' })).toMatchObject({ server: 'https://s', token: 't', ca: 'a' });
    expect(sent({ ...all, access: 'token' })).not.toHaveProperty('kubeconfig');
    expect(sent({ ...all, access: 'in_cluster' })).not.toHaveProperty('server');
  });

  it('that are empty stay what they are; a stored authority can be taken away', () => {
    expect(sent({ access: 'token', server: 'https://s' })).not.toHaveProperty('token');
    expect(sent({ access: 'token', server: 'https://s' })).not.toHaveProperty('ca');
    expect(sent({ access: 'token', server: 'https://s', ca: 'a', systemCa: true }).ca).toBeNull();
  });
});

it('sources are a folder, the top of the repository, or what Flux says', () => {
  const sources = [source, { ...source, path: ' ' }, { ...source, by: 'flux' as const, manager: 'kubectl' }];
  expect(sent({ sources }).sources).toEqual([
    { sourceId: 3, path: 'apps', manager: null },
    { sourceId: 3, path: '', manager: null },
    { sourceId: 3, path: null, manager: null },
  ]);
  expect(clusterBody.safeParse(toClusterBody({ ...typed, sources: [{ ...source, sourceId: null }] })).success).toBe(
    false,
  );
});

it('shows what is stored, without credentials', () => {
  const fields = clusterFields({
    ...clusterBody.parse(toClusterBody(typed)),
    id: 1,
    server: 'https://s',
    access: 'token',
    sources: [{ source: { id: 3, name: 'fleet' }, path: null, manager: null }],
    hasWebhookSecret: false,
    webhookPath: '/api/flux-events/1',
    isDemo: false,
    verdict: null,
    reason: '',
    comparedAt: null,
    checkedAt: null,
    staleReason: null,
    isBeingWatched: false,
    drifted: 0,
    ignored: 0,
    lastScan: null,
    activeScan: null,
    createdAt: '2026-05-10T12:00:00.000Z',
  });
  expect(fields).toMatchObject({ server: 'https://s', token: '', sources: [{ sourceId: '3', by: 'flux' }] });
});

it.each([
  [{ namespaces: 'Needed.' }, 'Needed.'],
  [{ 'namespaces.2': 'Too long.' }, 'Too long.'],
  [{ name: 'Needed.' }, undefined],
])('of %j finds the error of a list', (errors, expected) => {
  expect(errorWithin(errors, 'namespaces')).toBe(expected);
});
