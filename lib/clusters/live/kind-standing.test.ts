import { describe, expect, it } from 'vitest';
import { WIDGETS } from '#lib/kubernetes/testing/objects.ts';
import { faultOf, going, kindOf } from '#lib/kubernetes/testing/reading.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import { createKindStanding } from './kind-standing.ts';

const BEING_REMOVED = { ...WIDGETS, metadata: { ...WIDGETS.metadata, deletionTimestamp: '2026-05-10T12:00:00Z' } };

describe('whether a kind stands', () => {
  const under = runStandIn([WIDGETS]);
  const widgets = () => kindOf(under().client, 'widgets');
  const standing = () => createKindStanding(under().client, going);

  it('it does as long as its definition is there, which is asked for once', async () => {
    const type = await widgets();
    const before = under().cluster.requests.length;
    const asked = standing();
    await Promise.all([asked.demand(type), asked.demand(type)]);
    await asked.demand(type);
    expect(under().cluster.requests.slice(before)).toEqual([expect.stringMatching(/\/widgets\.example\.test$/)]);
  });

  it('a kind of the API server itself is not asked for', async () => {
    const [configMaps, roles] = [await kindOf(under().client, 'configmaps'), await kindOf(under().client, 'roles')];
    const before = under().cluster.requests.length;
    await standing().demand(configMaps);
    await standing().demand(roles);
    expect(under().cluster.requests).toHaveLength(before);
  });

  it('not while it is being removed', async () => {
    const type = await widgets();
    under().cluster.put(BEING_REMOVED);
    expect(await faultOf(standing().demand(type))).toMatchObject({
      reason: 'not_served',
      message: expect.stringMatching(
        /^widgets\.example\.test is being removed .* Apply its .* or remove them from git\.$/,
      ),
    });
  });

  it('not before its definition is accepted', async () => {
    const type = await widgets();
    under().cluster.put({ ...WIDGETS, status: { conditions: [{ type: 'Established', status: 'False' }] } });
    expect(await faultOf(standing().demand(type))).toMatchObject({ reason: 'not_served' });
  });

  it('not when it is served no more', async () => {
    const type = await widgets();
    under().cluster.remove(WIDGETS);
    expect((await faultOf(standing().demand(type))).message).toContain('is served no more');
  });

  it('what the server serves tells it where definitions may not be read', async () => {
    const type = await widgets();
    const failing = { on: '/customresourcedefinitions/', fault: { kind: 'status' as const, status: 403 } };
    under().cluster.fault(failing);
    await standing().demand(type);
    under().cluster.put(BEING_REMOVED);
    expect((await faultOf(standing().demand(type))).message).toMatch(/takes no objects any more .*may not be read/);
  });

  it('a kind without a definition stands while its own API server takes objects of it', async () => {
    const type = await widgets();
    under().cluster.fault({
      on: '/customresourcedefinitions/',
      fault: {
        kind: 'status',
        status: 404,
        body: JSON.stringify({ reason: 'NotFound', details: { name: 'widgets.example.test' } }),
      },
    });
    await standing().demand(type);
  });

  it('it is not known where the server does not answer', async () => {
    const type = await widgets();
    under().cluster.fault({ on: '/customresourcedefinitions/', fault: { kind: 'hang-up' } });
    expect(await faultOf(standing().demand(type))).toMatchObject({ reason: 'unreachable' });
  });
});
