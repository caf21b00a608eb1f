import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kindsToRead, readRights } from '#lib/clusters/registry/trial/rights.ts';
import { createKubeClient } from '#lib/kubernetes/client/client.ts';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import { invariant } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { serversAvailable } from '../servers/available.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { type ApiAnswer, apply, demand } from '../servers/start/api.ts';

const SETTINGS = '/api/v1/namespaces/tidemark/configmaps/settings';
const WEB = '/apis/apps/v1/namespaces/tidemark/deployments/web';
const settings = (mode: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'tidemark' },
  data: { mode },
});
const labels = { app: 'web' };
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'tidemark' },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'registry.example/web:1' }] } },
  },
};
const read = z.object({ data: z.object({ mode: z.string() }) });
const said = z.object({ message: z.string() });
const tokenRequest = z.object({ status: z.object({ token: z.string() }) });

describe.runIf(serversAvailable())('what deploy/ gives the account of Tidemark', () => {
  let cluster: RealKubernetes | undefined;
  let token = '';

  const running = () => {
    invariant(cluster, 'the API server runs');
    return cluster;
  };
  const applyFile = async (name: string) => {
    const file = readFileSync(new URL(`../../../deploy/${name}`, import.meta.url), 'utf8');
    const { exitCode, errors } = await kubectl(running(), ['apply', '--server-side', '-f', '-'], file);
    expect(exitCode, errors).toBe(0);
  };
  /** Server-side apply as the account. */
  const patch = (path: string, body: object, dryRun: boolean): Promise<ApiAnswer> =>
    running().api('PATCH', `${path}?fieldManager=kustomize-controller&force=true${dryRun ? '&dryRun=All' : ''}`, {
      body,
      contentType: 'application/apply-patch+yaml',
      token,
    });
  const modeNow = async () => read.parse(demand(await running().api('GET', SETTINGS), 'settings')).data.mode;

  beforeAll(async () => {
    cluster = await startKubernetes();
    await applyFile('cluster-reader.yaml');
    await applyFile('cluster-reader-token.yaml');
    await apply(cluster.api, SETTINGS, settings('live'));
    await apply(cluster.api, WEB, web);
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
    const path = '/api/v1/namespaces/tidemark/serviceaccounts/tidemark/token';
    token = tokenRequest.parse(demand(await cluster.api('POST', path, { body }), 'a token')).status.token;
  }, 60_000);
  afterAll(() => cluster?.stop());

  it('reads everything that git may hold but Secrets, and writes nothing', async () => {
    const connection = openConnection({
      server: running().url,
      ca: running().caCertificate,
      serverName: null,
      credentials: { kind: 'token', token },
    });
    const client = createKubeClient(connection, {
      outbound: createOutboundGuard(),
      now: () => new Date(),
      random: Math.random,
    });
    const signal = AbortSignal.timeout(30_000);
    const { types } = await client.resourceTypes(signal);
    const rights = await readRights(client, kindsToRead(types, false), { namespace: null, isWatched: true, signal });
    client.close();
    const refused = rights.filter(({ list, watch }) => list !== 'granted' || watch !== 'granted');
    expect(refused).toEqual([{ subject: 'secrets', list: 'forbidden', watch: null }]);
    for (const dryRun of [true, false])
      expect(await patch(SETTINGS, settings('other'), dryRun)).toMatchObject({ status: 403 });
  });

  describe('with the admission policy, and the role bound', () => {
    beforeAll(async () => {
      await applyFile('dry-run-admission-policy.yaml');
      const binding = ['create', 'clusterrolebinding', 'tidemark-dry-run', '--clusterrole', 'tidemark-dry-run'];
      await kubectl(running(), [...binding, '--serviceaccount', 'tidemark:tidemark']);
      // Policy and role work some moments after they are there.
      const isAtWork = async () => {
        const [real, dry] = [
          await patch(SETTINGS, settings('live'), false),
          await patch(SETTINGS, settings('live'), true),
        ];
        return real.status === 403 && dry.status === 200;
      };
      for (let tries = 0; tries < 100 && !(await isAtWork()); tries += 1) await sleep(100);
    }, 60_000);

    it('a dry run says what it would change, and changes nothing', async () => {
      const { status, body } = await patch(SETTINGS, settings('debug'), true);
      expect(status).toBe(200);
      expect(read.parse(body).data.mode).toBe('debug');
      expect(await modeNow()).toBe('live');
      const scaled = { ...web, spec: { ...web.spec, replicas: 5 } };
      expect(await patch(WEB, scaled, true)).toMatchObject({ status: 200, body: { spec: { replicas: 5 } } });
      expect(await running().api('GET', WEB)).toMatchObject({ body: { spec: { replicas: 1 } } });
    });

    it.each([
      ['an object', SETTINGS, settings('debug')],
      [
        'a subresource',
        `${WEB}/scale`,
        { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'web' }, spec: { replicas: 5 } },
      ],
      ['a status', `${WEB}/status`, { ...web, spec: undefined, status: { replicas: 7 } }],
    ])('a real patch of %s is refused', async (_, path, body) => {
      const answer = await patch(path, body, false);
      expect(answer.status).toBe(403);
      expect(said.parse(answer.body).message).toContain('may only ask for dry runs');
      expect(await modeNow()).toBe('live');
    });

    it('what the policy cannot guard, and Secrets, may not even be asked for', async () => {
      const metadata = { name: 'tidemark' };
      const version = 'admissionregistration.k8s.io/v1';
      const hook = { apiVersion: version, kind: 'ValidatingAdmissionPolicy', metadata };
      const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata };
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, namespace: 'tidemark' } };
      for (const [path, body] of [
        [`/apis/${version}/validatingadmissionpolicies/tidemark-dry-run-only`, hook],
        ['/apis/rbac.authorization.k8s.io/v1/clusterroles/tidemark-reader', role],
        ['/api/v1/namespaces/tidemark/secrets/tidemark', secret],
      ] as const) {
        const answer = await patch(path, body, true);
        expect(answer.status, path).toBe(403);
        expect(said.parse(answer.body).message).toContain('cannot patch resource');
      }
    });

    it('others write as before', async () => {
      await apply(running().api, SETTINGS, settings('live'));
      expect(await modeNow()).toBe('live');
    });
  });
});
