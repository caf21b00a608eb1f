import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { shippedFiles } from '#demo/fleet/history.ts';
import { FLEET_FILE, type RecordedDrift, recordedFleetShape } from '#demo/fleet/recorded.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { Resources } from '../defaults/resources.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { apply, demand } from '../servers/start/api.ts';
import { DEEDS, type Deed } from './drifts.ts';
import { settled, slimDefinition } from './settle.ts';
import { KUSTOMIZATIONS, stageFleet } from './stage.ts';

/** When Flux applied all that is recorded. */
const APPLIED_AT = '2026-11-02T08:19:27Z';
const NAMESPACE = 'flux-system';
/** Custom kinds that the stand-in serves. */
const DEFINED = [
  'kustomizations.kustomize.toolkit.fluxcd.io',
  'gitrepositories.source.toolkit.fluxcd.io',
  'clusterpolicies.kyverno.io',
  'policyexceptions.kyverno.io',
];

/** Records the demo's cluster: a real Flux applies the demo's repository to a real API server, then people come. */
async function record(cluster: RealKubernetes): Promise<string> {
  const commit = await stageFleet(cluster);
  const resources = new Resources(cluster);
  const read = async (object: KubeObject) => {
    const path = await resources.pathOf(object, NAMESPACE);
    return demand(await cluster.api('GET', path), path) as KubeObject;
  };
  const git = gitObjects();
  const live = new Map<string, KubeObject>();
  for (const object of [...fluxObjects(), ...git]) live.set(keyOf(object), await read(object));
  // The API server writes times in whole seconds.
  await sleep(1100);
  const cut = new Date(Math.floor(Date.now() / 1000) * 1000);
  const drifts: RecordedDrift[] = [];
  for (const deed of DEEDS) {
    const object = named(deed);
    const before = live.get(keyOf(object));
    const given = git.find((each) => keyOf(each) === keyOf(object));
    await act(cluster, await resources.pathOf(object, NAMESPACE), deed, given);
    const { name, told, isOn, at } = deed;
    const isRemoval = 'remove' in deed.does;
    const puts = isRemoval ? [] : [settled(await read(object), cut, APPLIED_AT, at)];
    const removes = isRemoval && before !== undefined ? [settled(before, cut, APPLIED_AT, at)] : [];
    drifts.push({ name, told, at, isOn, puts, removes });
  }
  const definition = (name: string) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
  });
  const definitions = await Promise.all(DEFINED.map(async (name) => slimDefinition(await read(definition(name)))));
  const objects = [...live.values()].map((object) => settled(object, cut, APPLIED_AT, APPLIED_AT));
  return JSON.stringify(recordedFleetShape.parse({ commit, objects: [...definitions, ...objects], drifts }));
}

async function act({ api }: RealKubernetes, path: string, { does, object }: Deed, given: KubeObject | undefined) {
  if ('remove' in does) {
    demand(await api('DELETE', path), path);
    return;
  }
  const address = `${path}?fieldManager=${does.manager}`;
  if ('patch' in does) {
    demand(await api('PATCH', address, { body: does.patch, contentType: 'application/json-patch+json' }), path);
  } else if ('create' in does) {
    const { namespace, name, ...type } = object;
    const body = { ...type, metadata: { namespace, name }, ...does.create };
    demand(await api('POST', address.replace(`/${name}?`, '?'), { body }), path);
  } else {
    const live = demand(await api('GET', path), path) as KubeObject;
    const added = Object.entries(does.apply).map(([part, more]) => [part, { ...(given?.[part] as object), ...more }]);
    const { name, namespace, labels } = live.metadata;
    await apply(
      api,
      path,
      { ...given, metadata: { name, namespace, labels }, ...Object.fromEntries(added) },
      does.manager,
    );
  }
}

function gitObjects(): KubeObject[] {
  const files = Object.entries(shippedFiles()).filter(([path]) => path.startsWith('clusters/'));
  return files.flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS() as KubeObject));
}

function fluxObjects(): KubeObject[] {
  const metadata = (name: string) => ({ name, namespace: NAMESPACE });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata: metadata('fleet') },
    ...KUSTOMIZATIONS.map((name) => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: metadata(name),
    })),
  ];
}

function named({ object: { namespace, name, ...type } }: Deed): KubeObject {
  return { ...type, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

function keyOf({ kind, metadata: { namespace, name } }: KubeObject): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

await using cluster = await startKubernetes();
const bytes = gzipSync(await record(cluster), { level: 9 });
writeFileSync(FLEET_FILE, bytes);
console.log(`${fileURLToPath(FLEET_FILE)}: ${bytes.length} bytes`);
