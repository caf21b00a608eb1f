import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeClient } from '../client/client.ts';
import { notComparedOf } from '../client/fault.ts';
import type { WatchEvent } from '../client/watch-event.ts';
import type { ClusterConnection } from '../connection/types.ts';
import type { KubeObject, ResourceType } from '../types.ts';
import { configMap, WIDGETS, widget } from './objects.ts';
import { allOf, clientOf, faultOf, going, kindOf } from './reading.ts';

/** A cluster that the contract is tried on: the stand-in, or a real API server. */
export interface ContractCluster {
  connection: ClusterConnection;
  /** Of an account that may read everything but Secrets, and ask for no dry runs. */
  withoutSecrets: ClusterConnection;
  /** Creates or replaces an object as an administrator; `plural` names its kind in addresses. */
  put(plural: string, object: KubeObject): Promise<void>;
  remove(plural: string, object: KubeObject): Promise<void>;
  /** Has the server forget what was before now. */
  compact(): Promise<void>;
  /** Registers a group and version whose own server does not answer. */
  addLostGroup(group: string, version: string): Promise<void>;
  stop(): Promise<void>;
}

/** Enough for three pages of a list. */
const MANY = 1203;

/** What the client relies on; the stand-in must keep it as the real server does. */
export function kubeContract(name: string, start: () => Promise<ContractCluster>): void {
  describe(`contract with ${name}`, () => {
    let cluster: ContractCluster;
    let client: KubeClient;
    let configMaps: ResourceType;
    const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name);

    beforeAll(async () => {
      cluster = await start();
      client = clientOf(cluster.connection);
      configMaps = await kindOf(client, 'configmaps');
      await cluster.put('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'many' } });
      const objects = Array.from({ length: MANY }, (_, index) => configMap('many', `map-${index}`));
      for (let from = 0; from < MANY; from += 50) {
        await Promise.all(objects.slice(from, from + 50).map((object) => cluster.put('configmaps', object)));
      }
    }, 120_000);
    afterAll(async () => {
      client?.close();
      await cluster?.stop();
    });

    it('tells its version', async () => {
      expect(await client.version(going)).toMatch(/^v1\.\d+\.\d+/);
    });

    it('tells every kind with its address and scope, and nothing of subresources', async () => {
      const { types, notCompared } = await client.resourceTypes(going);
      expect(notCompared).toEqual([]);
      const of = (plural: string) => types.find((type) => type.plural === plural);
      expect(of('deployments')).toMatchObject({ group: 'apps', version: 'v1', kind: 'Deployment', isNamespaced: true });
      expect(of('clusterroles')).toMatchObject({ group: 'rbac.authorization.k8s.io', isNamespaced: false });
      expect(of('configmaps')?.verbs).toEqual(expect.arrayContaining(['get', 'list', 'watch']));
      expect(types.filter(({ plural }) => plural.includes('/'))).toEqual([]);
    });

    it('describes a group once per hash', async () => {
      const document = await client.openApi('apps/v1', going);
      expect(JSON.stringify(document)).toContain('"x-kubernetes-list-map-keys":["name"]');
      expect(await client.openApi('apps/v1', going)).toBe(document);
      expect(await faultOf(client.openApi('nothing.example/v1', going))).toMatchObject({ reason: 'not_served' });
    });

    it('lists every object once, in pages, with its kind', async () => {
      const sizes: number[] = [];
      const listed: KubeObject[] = [];
      for await (const { objects } of client.list(configMaps, { namespace: 'many', signal: going })) {
        sizes.push(objects.length);
        listed.push(...objects);
      }
      expect(sizes).toEqual([500, 500, 203]);
      expect(new Set(names(listed)).size).toBe(MANY);
      expect(listed[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap', data: { key: 'value' } });
    });

    it('lists metadata alone at the same versions', async () => {
      const whole = await allOf(client.list(configMaps, { namespace: 'many', signal: going }));
      const { objects } = await allOf(client.listMetadata(configMaps, { namespace: 'many', signal: going }));
      expect(objects.map(({ metadata }) => metadata)).toEqual(whole.objects.map(({ metadata }) => metadata));
      expect(objects[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
      expect(objects.filter((object) => 'data' in object)).toEqual([]);
    });

    it('goes on with a list that the server has forgotten', async () => {
      const listed: string[] = [];
      const late = configMap('many', 'zz-late');
      for await (const { objects } of client.list(configMaps, { namespace: 'many', signal: going })) {
        listed.push(...names(objects));
        await cluster.put('configmaps', { ...late, data: { key: String(listed.length) } });
        await cluster.compact();
      }
      await cluster.remove('configmaps', late);
      // What came later is in no list of the first page's version: the rest is of another one.
      expect(listed).toContain('zz-late');
      expect(new Set(listed).size).toBe(MANY + 1);
      expect(listed.length).toBe(MANY + 1);
    });

    it('gets one object, and null for one that is not there', async () => {
      const found = await client.get(configMaps, { namespace: 'many', name: 'map-7' }, going);
      expect(found).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map-7' } });
      expect(await client.get(configMaps, { namespace: 'many', name: 'none' }, going)).toBeNull();
    });

    it('says what it would make of an object, and changes nothing', async () => {
      const place = { namespace: 'many', name: 'map-8' };
      const before = await client.get(configMaps, place, going);
      const asked = { ...configMap('many', 'map-8'), data: { key: 'other', more: '1' } };
      const answer = await client.dryRunApply(configMaps, asked, 'kustomize-controller', going);
      expect(answer).toMatchObject({ kind: 'ConfigMap', data: { key: 'other', more: '1' } });
      expect(answer.metadata.uid).toBe(before?.metadata.uid);
      expect(answer.metadata.resourceVersion).toBe(before?.metadata.resourceVersion);
      expect(await client.get(configMaps, place, going)).toEqual(before);
      const absent = configMap('many', 'not-there');
      expect(await client.dryRunApply(configMaps, absent, 'kustomize-controller', going)).toMatchObject(absent);
      expect(await client.get(configMaps, { ...place, name: 'not-there' }, going)).toBeNull();
    });

    it('says that an account may ask for no dry run', async () => {
      const restricted = clientOf(cluster.withoutSecrets);
      const asked = restricted.dryRunApply(configMaps, configMap('many', 'map-8'), 'kustomize-controller', going);
      expect(await faultOf(asked)).toMatchObject({
        reason: 'forbidden',
        message: expect.stringMatching(/dry run of configmaps many\/map-8: .*cannot patch resource.*Allow patch of it/),
      });
      restricted.close();
    });

    it('lists and watches what a field selector asks for', async () => {
      const events = await kindOf(client, 'events');
      const of = (kind: string): KubeObject => ({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: `of-${kind.toLowerCase()}`, namespace: 'many' },
        involvedObject: { apiVersion: 'v1', kind, namespace: 'many', name: 'x' },
        reason: 'Progressing',
      });
      const stop = new AbortController();
      const options = { fieldSelector: 'involvedObject.kind=ConfigMap', signal: stop.signal };
      const { objects, resourceVersion } = await allOf(client.list(events, options));
      expect(objects).toEqual([]);
      for (const kind of ['Secret', 'ConfigMap']) await cluster.put('events', of(kind));
      expect(names((await allOf(client.list(events, options))).objects)).toEqual(['of-configmap']);
      for await (const event of client.watch(events, { ...options, resourceVersion })) {
        if (!('object' in event)) continue;
        expect(event).toMatchObject({ type: 'added', object: { metadata: { name: 'of-configmap' } } });
        break;
      }
      stop.abort();
    });

    it('watches from a list on', async () => {
      const { resourceVersion } = await allOf(client.list(configMaps, { namespace: 'many', signal: going }));
      const object = configMap('many', 'watched');
      await cluster.put('configmaps', object);
      await cluster.put('configmaps', { ...object, data: { key: 'other' } });
      await cluster.remove('configmaps', object);
      const stop = new AbortController();
      const seen: string[] = [];
      const watching = (async () => {
        const options = { namespace: 'many', resourceVersion, signal: stop.signal };
        for await (const event of client.watch(configMaps, options)) {
          if ('object' in event) seen.push(`${event.type} ${event.object.metadata.name}`);
          if (event.type === 'deleted') stop.abort();
        }
      })();
      await expect(watching).rejects.toMatchObject({ name: 'AbortError' });
      expect(seen).toEqual(['added watched', 'modified watched', 'deleted watched']);
    });

    it('ends a watch from a forgotten version as expired', async () => {
      await cluster.put('configmaps', { ...configMap('many', 'map-0'), data: { key: 'value', other: 'one' } });
      await cluster.compact();
      const events: WatchEvent[] = [];
      for await (const event of client.watch(configMaps, { resourceVersion: '1', signal: going })) events.push(event);
      expect(events).toEqual([{ type: 'expired' }]);
    });

    it('says what an account may not read', async () => {
      const restricted = clientOf(cluster.withoutSecrets);
      const secrets = await kindOf(restricted, 'secrets');
      const fault = await faultOf(allOf(restricted.list(secrets, { signal: going })));
      expect(notComparedOf(fault, 'secrets')).toMatchObject({ reason: 'forbidden', subject: 'secrets' });
      expect(fault.message).toMatch(/secrets is forbidden: User .* Allow get, list and watch/);
      expect((await allOf(restricted.list(configMaps, { namespace: 'many', signal: going }))).objects).toHaveLength(
        MANY,
      );
      restricted.close();
    });

    it('says that a token is not taken', async () => {
      const credentials = async () => ({ kind: 'token' as const, token: 'forged-token-of-nobody' });
      const stranger = clientOf({ ...cluster.connection, credentials });
      const fault = await faultOf(allOf(stranger.list(configMaps, { signal: going })));
      expect(fault).toMatchObject({ reason: 'unauthorized', code: 'misconfigured' });
      expect(fault.message).not.toContain('forged-token-of-nobody');
      stranger.close();
    });

    it('serves a kind as long as it is defined', async () => {
      await cluster.put('customresourcedefinitions', WIDGETS);
      const type: ResourceType = await expect
        .poll(() => kindOf(client, 'widgets').catch(() => undefined), { timeout: 20_000 })
        .toMatchObject({ group: 'example.test', kind: 'Widget' })
        .then(() => kindOf(client, 'widgets'));
      await expect
        .poll(() =>
          cluster.put('widgets', widget('one')).then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
      expect((await allOf(client.list(type, { signal: going }))).objects).toMatchObject([{ kind: 'Widget', size: 3 }]);
      await expect
        .poll(async () => JSON.stringify(await client.openApi('example.test/v1', going)), { timeout: 20_000 })
        .toMatch(/"metadata":{[^}]*meta\.v1\.ObjectMeta"}.*"kind":"Widget"/);
      await cluster.remove('customresourcedefinitions', WIDGETS);
      const gone = async () => (await client.list(type, { signal: going })[Symbol.asyncIterator]().next()).done;
      await expect.poll(() => gone().catch((fault) => fault.reason), { timeout: 20_000 }).toBe('not_served');
    });

    it('says which group has lost its server', async () => {
      await cluster.addLostGroup('lost.example.test', 'v1beta1');
      const lost = async () => (await client.resourceTypes(going)).notCompared;
      const expected = [{ reason: 'unreachable', subject: 'all kinds of lost.example.test/v1beta1' }];
      await expect.poll(lost, { timeout: 30_000 }).toMatchObject(expected);
    });
  });
}
