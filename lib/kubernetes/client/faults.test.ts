import { describe, expect, it } from 'vitest';
import type { DemoClusterFault } from '#demo/cluster/faults.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { KUBE_MAX_ANSWER_BYTES } from '#lib/policy/thresholds.ts';
import { configMap } from '../testing/objects.ts';
import { allOf, clientOf, faultOf, going } from '../testing/reading.ts';
import { CONFIG_MAPS, connectionTo, runStandIn } from '../testing/stand-in.ts';
import { createKubeClient } from './client.ts';
import { notComparedOf } from './fault.ts';

const ON = '/api/v1/configmaps';

describe('a cluster that fails', () => {
  const standIn = runStandIn([configMap('payments', 'rates'), configMap('payments', 'limits')]);
  const listing = () => allOf(standIn().client.list(CONFIG_MAPS, { signal: going }));
  const fail = (fault: DemoClusterFault['fault'], times?: number) =>
    standIn().cluster.fault({ on: ON, fault, ...(times !== undefined && { times }) });

  it.each<[string, DemoClusterFault['fault']]>([
    ['an overloaded server', { kind: 'status', status: 503 }],
    ['a server that asks to wait', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
    ['truncated JSON', { kind: 'truncated' }],
    ['a body that breaks off', { kind: 'cut' }],
    ['a connection that is reset', { kind: 'hang-up' }],
    ['a sign-in page of a proxy', { kind: 'not-json' }],
  ])('is asked again after %s', async (_what, fault) => {
    fail(fault, 2);
    expect((await listing()).objects).toHaveLength(2);
    expect(standIn().waited).toEqual(fault.kind === 'status' && fault.status === 429 ? [2500, 3000] : [500, 1000]);
  });

  it.each<[DemoClusterFault['fault'], string, RegExp]>([
    [
      { kind: 'status', status: 503, body: '{"message":"etcd is away"}' },
      'unreachable',
      /HTTP 503: etcd is away\. Check/,
    ],
    [{ kind: 'truncated' }, 'unreadable', /configmaps: the answer is no complete JSON\. See whether a proxy/],
    [{ kind: 'cut' }, 'unreachable', /reset before the answer was complete/],
    [{ kind: 'hang-up' }, 'unreachable', /reset before the answer was complete/],
    [{ kind: 'not-json' }, 'unreadable', /no complete JSON/],
    [{ kind: 'status', status: 200, body: '{"kind":"Hello"}' }, 'unreadable', /another than an API server's/],
  ])('with %j is told after three tries', async (fault, reason, said) => {
    fail(fault);
    const told = await faultOf(listing());
    expect(told).toMatchObject({ reason, code: 'unavailable', message: expect.stringMatching(said) });
    expect(told.message).toContain(`Cluster ${standIn().cluster.url}: configmaps`);
    expect(standIn().cluster.requests).toHaveLength(3);
  });

  it.each<[DemoClusterFault['fault'], string, RegExp]>([
    [{ kind: 'status', status: 401 }, 'unauthorized', /Enter a valid token/],
    [
      { kind: 'status', status: 403, body: '{"message":"no."}' },
      'forbidden',
      /HTTP 403: no\. Allow get, list and watch/,
    ],
    [{ kind: 'status', status: 404, body: '404 page not found' }, 'not_served', /CustomResourceDefinition was removed/],
    [
      { kind: 'status', status: 302, headers: { location: 'https://sso.example/' } },
      'unreachable',
      /redirects elsewhere/,
    ],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '3600' } }, 'unreachable', /HTTP 429/],
  ])('with %j is told at once', async (fault, reason, said) => {
    fail(fault);
    expect(await faultOf(listing())).toMatchObject({ reason, message: expect.stringMatching(said) });
    expect(standIn().cluster.requests).toHaveLength(1);
  });

  it('becomes what is not compared, never an empty list', async () => {
    fail({ kind: 'status', status: 503 });
    const fault = await faultOf(listing());
    expect(notComparedOf(fault, 'configmaps')).toEqual({
      reason: 'unreachable',
      subject: 'configmaps',
      detail: fault.message,
    });
    expect(() => notComparedOf(new Error('of ours'), 'configmaps')).toThrow('of ours');
  });

  it('leaves out what holds bytes that are no text', async () => {
    const { cluster, client } = standIn();
    cluster.put({ ...configMap('payments', 'broken'), data: { key: 'some-bytes' } });
    cluster.put({ ...configMap('payments', 'fine'), data: { key: 'a lone \ufffd is text' } });
    expect((await listing()).objects).toHaveLength(4);
    cluster.fault({ on: ON, fault: { kind: 'foreign-bytes', text: 'some-bytes' } });
    cluster.fault({ on: 'configmaps/broken', fault: { kind: 'foreign-bytes', text: 'some-bytes' } });
    const { objects, notCompared } = await listing();
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['limits', 'rates']);
    expect(notCompared.map(({ subject, reason }) => [subject, reason])).toEqual([
      ['configmaps payments/broken', 'unreadable'],
      ['configmaps payments/fine', 'unreadable'],
    ]);
    const got = client.get(CONFIG_MAPS, { namespace: 'payments', name: 'broken' }, going);
    expect(await faultOf(got)).toMatchObject({ reason: 'unreadable', message: expect.stringContaining('binaryData') });
  });

  it('stops when told to, whatever it waits for', async () => {
    const { client } = standIn();
    fail({ kind: 'slow', delayMs: 60_000 });
    const stop = new AbortController();
    const listed = allOf(client.list(CONFIG_MAPS, { signal: stop.signal }));
    setTimeout(() => stop.abort(), 50);
    await expect(listed).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('gives a 5 MB object, and of a larger one than is read only its name', async () => {
    const { cluster, client } = standIn();
    cluster.put({ ...configMap('payments', 'large'), data: { key: 'x'.repeat(5_000_000) } });
    expect((await listing()).objects).toHaveLength(3);
    cluster.put({ ...configMap('payments', 'absurd'), data: { key: 'x'.repeat(KUBE_MAX_ANSWER_BYTES) } });
    const { objects, notCompared } = await listing();
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['large', 'limits', 'rates']);
    expect(notCompared).toMatchObject([{ reason: 'too_large', subject: 'configmaps payments/absurd' }]);
    const got = client.get(CONFIG_MAPS, { namespace: 'payments', name: 'absurd' }, going);
    expect(await faultOf(got)).toMatchObject({ reason: 'too_large', message: expect.stringContaining('16 MB') });
  });

  it('begins a list anew, each object once, where the server does not say how to go on', async () => {
    const { cluster } = standIn();
    for (let index = 0; index < 1100; index++) cluster.put(configMap('payments', `map-${index}`));
    cluster.fault({ on: 'continue=', after: 1, times: 1, fault: { kind: 'status', status: 410 } });
    const { objects } = await listing();
    expect(objects).toHaveLength(1102);
    expect(new Set(objects.map(({ metadata }) => metadata.name)).size).toBe(1102);
    const again = JSON.stringify({ metadata: { continue: 'elsewhere' } });
    cluster.fault({ on: 'continue=', times: 9, fault: { kind: 'status', status: 410, body: again } });
    expect(await faultOf(listing())).toMatchObject({ reason: 'expired' });
    cluster.clearFaults();
    cluster.fault({ on: 'continue=', fault: { kind: 'status', status: 410 } });
    expect(await faultOf(listing())).toMatchObject({ reason: 'expired' });
  });

  it('is told when it goes down in the middle of a list', async () => {
    const { cluster } = standIn();
    for (let index = 0; index < 600; index++) cluster.put(configMap('payments', `map-${index}`));
    cluster.fault({ on: 'continue=', fault: { kind: 'hang-up' } });
    expect(await faultOf(listing())).toMatchObject({ reason: 'unreachable' });
  });

  it('says that an expired token is, without showing it', async () => {
    const payload = Buffer.from(JSON.stringify({ exp: Date.parse('2026-05-01T00:00:00Z') / 1000 })).toString(
      'base64url',
    );
    const token = `e30.${payload}.signature`;
    const client = createKubeClient(connectionTo(standIn().cluster, token), {
      outbound: createOutboundGuard(),
      now: () => new Date('2026-05-10T12:00:00Z'),
      random: () => 0,
    });
    const fault = await faultOf(allOf(client.list(CONFIG_MAPS, { signal: going })));
    expect(fault).toMatchObject({ reason: 'unauthorized', code: 'misconfigured' });
    expect(fault.message).toContain('the token expired on 2026-05-01T00:00:00.000Z');
    expect(fault.message).not.toContain(payload);
    client.close();
  });

  it('says that there are no credentials any more', async () => {
    const gone = new TidemarkError('misconfigured', "The pod's service account cannot be read.");
    const { connection } = standIn();
    const client = clientOf({ ...connection, credentials: () => Promise.reject(gone) });
    const fault = await faultOf(client.version(going));
    expect(fault).toMatchObject({
      reason: 'unauthorized',
      message: expect.stringContaining(gone.message.slice(0, -1)),
    });
  });

  it('takes a token that was rotated meanwhile', async () => {
    const { cluster, connection } = standIn();
    let token = 'first';
    cluster.addAccount('first');
    const client = clientOf({ ...connection, credentials: async () => ({ kind: 'token', token }) });
    expect((await allOf(client.list(CONFIG_MAPS, { signal: going }))).objects).toHaveLength(2);
    token = 'second';
    cluster.revoke('first');
    cluster.addAccount('second');
    expect((await allOf(client.list(CONFIG_MAPS, { signal: going }))).objects).toHaveLength(2);
    client.close();
  });

  it('is never at a refused address', async () => {
    const client = clientOf(connectionTo({ url: 'https://169.254.169.254' }));
    const fault = await faultOf(client.version(going));
    expect(fault.message).toMatch(/does not connect to 169\.254\.169\.254 .* have an administrator allow this one\.$/);
  });

  it('is told when nothing listens', async () => {
    const { cluster, client, waited } = standIn();
    await cluster.close();
    expect(await faultOf(client.version(going))).toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('connection refused'),
    });
    expect(waited).toHaveLength(2);
  });
});
