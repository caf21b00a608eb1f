import { describe, expect, it } from 'vitest';
import { faultOf, going } from '../testing/reading.ts';
import { runStandIn } from '../testing/stand-in.ts';

describe('discovery', () => {
  const standIn = runStandIn([]);
  // Both addresses are asked at once, each thrice at most.
  const answer = (on: string, body: unknown) =>
    standIn().cluster.fault({ on, times: 6, fault: { kind: 'status', status: 200, body: JSON.stringify(body) } });

  it('needs a server that knows aggregated discovery', async () => {
    answer('/api', { kind: 'APIVersions', versions: ['v1'] });
    const fault = await faultOf(standIn().client.resourceTypes(going));
    expect(fault).toMatchObject({ reason: 'unreadable' });
    expect(fault.message).toMatch(/Kubernetes 1\.26 or newer is needed/);
  });

  it('tells versions in the order of preference, and leaves out what has no kind', async () => {
    const resource = { resource: 'flags', responseKind: { group: '', version: '', kind: 'Flag' }, scope: 'Cluster' };
    const versions = [
      { version: 'v2', resources: [resource, { ...resource, resource: 'odd', responseKind: null }] },
      { version: 'v1', resources: [resource], freshness: 'Current' },
      { version: 'v1alpha1', resources: null, freshness: 'Stale' },
    ];
    answer('/apis', { kind: 'APIGroupDiscoveryList', items: [{ metadata: { name: 'example.test' }, versions }] });
    const { types, notCompared } = await standIn().client.resourceTypes(going);
    const flags = types.filter(({ group }) => group === 'example.test');
    expect(flags).toEqual(
      ['v2', 'v1'].map((version) => ({
        group: 'example.test',
        version,
        kind: 'Flag',
        plural: 'flags',
        isNamespaced: false,
        verbs: [],
      })),
    );
    expect(notCompared).toMatchObject([{ reason: 'unreachable', subject: 'all kinds of example.test/v1alpha1' }]);
  });
});
