import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparedPart } from '#lib/kubernetes/compare/prepare.ts';
import type { Json, KubeObject } from '#lib/kubernetes/types.ts';
import { isJsonList, memberOf } from '#lib/kubernetes/values/json.ts';
import { invariant } from '#lib/platform/errors.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { serversAvailable } from '../servers/available.ts';
import { startKubernetes } from '../servers/kubernetes.ts';
import { demand } from '../servers/start/api.ts';
import { changesOf, type FieldChange } from './field-changes.ts';
import { GIVEN } from './given.ts';
import { Bench, GITOPS, NAMESPACE, type Way } from './subject.ts';

const SUBJECTS = [
  'Service/web',
  'Ingress/web',
  'NetworkPolicy/web',
  'ConfigMap/settings',
  'Role/reader',
  'CronJob/report',
];
/** A busy machine takes its time for a server with all definitions. */
const START_TIMEOUT_MS = 300_000;

const WAYS: readonly Way[] = ['server-side apply', 'create'];
const AT_ONCE = 4;

/** What git has at a pointer of a JSON patch. */
function inGit(object: KubeObject, { path }: FieldChange): Json | undefined {
  const steps = path.split('/').slice(1);
  const names = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<Json | undefined>(
    (value, name) => (isJsonList(value) ? value[Number(name)] : memberOf(value, name)),
    object,
  );
}

/** Taking away what the server itself added is no drift from git. */
function takesFromServer(object: KubeObject, change: FieldChange): boolean {
  const isTaking = change.op === 'remove' || change.value === '';
  return isTaking && inGit(object, change) === undefined;
}

describe.runIf(serversAvailable())('every change that a real API server accepts', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = new Bench(await startKubernetes());
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
    demand(await bench.cluster.api('POST', '/api/v1/namespaces', { body }), NAMESPACE);
  }, START_TIMEOUT_MS);
  afterAll(() => bench.cluster.stop());

  it.each(WAYS.flatMap((way) => SUBJECTS.map((of) => ({ of, way }))))(
    'to $of after $way is found',
    async ({ of, way }) => {
      const given = GIVEN.get(of);
      invariant(given, `${of} is given`);
      const object = { ...given, metadata: { ...given.metadata, name: `${given.metadata.name}-${way.slice(0, 6)}` } };
      await bench.bring(object, way);
      const live = await bench.live(object);
      invariant(live, 'the object is there');
      const before = stableJson(comparedPart(live));
      const { schema, fieldNames } = await bench.typesOf(object);
      const changes = changesOf(comparedPart(live), schema, fieldNames).filter(
        (change) => !takesFromServer(object, change),
      );
      const path = `${await bench.pathOf(object)}?dryRun=All&fieldManager=somebody`;
      let accepted = 0;
      const unseen: FieldChange[] = [];

      async function attempt(change: FieldChange): Promise<void> {
        const contentType = 'application/json-patch+json';
        const { status, body } = await bench.cluster.api('PATCH', path, { body: [change], contentType });
        if (status !== 200 || stableJson(comparedPart(body as KubeObject)) === before) return;
        accepted++;
        const gitopsManager = way === 'create' ? null : GITOPS;
        const { findings } = await bench.compare(object, { live: body as KubeObject, gitopsManager });
        if (findings.length === 0 || findings.some(({ kind }) => kind === 'ownership-lost')) unseen.push(change);
      }
      for (let at = 0; at < changes.length; at += AT_ONCE) {
        await Promise.all(changes.slice(at, at + AT_ONCE).map(attempt));
      }
      console.log(
        `${of} after ${way}: ${changes.length} changes tried, ${accepted} accepted, ${accepted - unseen.length} found`,
      );
      expect(accepted).toBeGreaterThan(10);
      expect(unseen).toEqual([]);
    },
  );
});
