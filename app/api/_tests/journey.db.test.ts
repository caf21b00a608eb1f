import { expect, test } from 'vitest';
import { API_PATHS, type OperationId } from '#lib/contract/paths.ts';
import { invariant } from '#lib/platform/errors.ts';
import { callRoute, consoleOn, signedIn } from '#lib/testing/api.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeIncident, makeSuiteVersion, makeUser } from '#lib/testing/factories.ts';
import { servedRoutes } from './route-files.ts';

const SECRET = 'sk-never-to-be-seen-again';
const database = testDatabase();
consoleOn(database, { TIDEMARK_ENCRYPTION_KEY: '0a'.repeat(32) });
const served = await servedRoutes();
const bodies: string[] = [];

interface Input {
  params?: Record<string, number>;
  query?: string;
  body?: unknown;
}

/** Calls an operation over HTTP as `headers` say and keeps the answer's text. */
async function call(operationId: OperationId, headers: Record<string, string>, { params, query, body }: Input = {}) {
  const [method, path] = API_PATHS[operationId];
  const route = served.find((candidate) => candidate.handler.operationId === operationId);
  invariant(route, `${operationId} has a route`);
  const asText = Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]));
  const response = await callRoute(route.handler, {
    method,
    path: `${path}${query ?? ''}`,
    params: asText,
    headers,
    body,
  });
  const text = await response.text();
  bodies.push(text);
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}

test('from a new gateway to a closed incident, over HTTP, and no answer holds the key', async () => {
  const admin = await makeUser(database.db, { role: 'admin' });
  const me = await signedIn(admin);
  const { suiteId, versionId } = await makeSuiteVersion(database.db);

  const gatewayBody = { name: 'Main', kind: 'openai', baseUrl: 'http://127.0.0.1:9/v1', apiKey: SECRET };
  const gateway = await call('createGateway', me, { body: gatewayBody });
  expect(gateway).toMatchObject({ status: 201, json: { hasKey: true } });
  const gatewayId: number = gateway.json.id;
  const probe = await call('testGateway', me, { params: { gatewayId }, body: { model: 'gpt-x' } });
  expect(probe).toMatchObject({ status: 200, json: { ok: false } });

  const endpointBody = { name: 'Bot', gatewayId, model: 'gpt-x', suiteId };
  const endpoint = await call('createEndpoint', me, { body: endpointBody });
  expect(endpoint).toMatchObject({ status: 201, json: { temperature: 0, seed: 7, status: 'active' } });
  const params = { endpointId: endpoint.json.id };
  expect(await call('testEndpoint', me, { params })).toMatchObject({ status: 200, json: { ok: false } });
  const runBody = { ...params, purpose: 'baseline' };
  expect(await call('estimateRun', me, { body: runBody })).toMatchObject({ status: 200, json: { calls: 6 } });
  const run = await call('startRun', me, { body: runBody });
  expect(run).toMatchObject({ status: 201, json: { status: 'queued', trigger: 'manual', plannedSamples: 6 } });
  const runId: number = run.json.id;
  expect(await call('updateEndpoint', me, { params, body: { model: 'other' } })).toMatchObject({
    status: 409,
    json: { code: 'conflict' },
  });
  expect(await call('cancelRun', me, { params: { runId } })).toMatchObject({ json: { status: 'cancelled' } });
  expect(await call('updateEndpoint', me, { params, body: { status: 'paused' } })).toMatchObject({ status: 200 });
  expect(await call('updateGateway', me, { params: { gatewayId }, body: { name: 'Renamed' } })).toMatchObject({
    status: 200,
    json: { hasKey: true, endpointCount: 1 },
  });
  expect(await call('deleteGateway', me, { params: { gatewayId } })).toMatchObject({ status: 409 });

  const { id: incidentId } = await makeIncident(database.db, { runIds: [runId], ...params });
  const incident = { params: { incidentId } };
  expect(await call('acknowledgeIncident', me, incident)).toMatchObject({ json: { status: 'acknowledged' } });
  expect(await call('assignIncident', me, { ...incident, body: { assigneeId: admin.id } })).toMatchObject({
    status: 200,
  });
  expect(await call('commentIncident', me, { ...incident, body: { body: 'Seen.' } })).toMatchObject({ status: 201 });
  expect(await call('resolveIncident', me, { ...incident, body: { resolution: 'fixed', note: '' } })).toMatchObject({
    status: 422,
    json: { issues: [{ path: 'note' }] },
  });
  const closing = { resolution: 'fixed', note: 'Rolled back' };
  expect(await call('resolveIncident', me, { ...incident, body: closing })).toMatchObject({ status: 200 });
  expect(await call('reopenIncident', me, incident)).toMatchObject({ json: { status: 'open', resolution: null } });

  const reads: [OperationId, Input?][] = [
    ['listGateways'],
    ['listEndpoints'],
    ['getEndpoint', { params }],
    ['listRuns', { query: `?endpointId=${params.endpointId}&limit=1` }],
    ['getRun', { params: { runId } }],
    ['listIncidents', { query: '?status=all&q=answers' }],
    ['getIncident', incident],
    ['listSuites'],
    ['getSuite', { params: { suiteId } }],
    ['getSuiteVersion', { params: { versionId } }],
    ['getOverview'],
    ['getNavCounts'],
    ['search', { query: '?q=bot' }],
    ['listAudit'],
  ];
  for (const [operationId, input] of reads) {
    expect([operationId, (await call(operationId, me, input)).status]).toEqual([operationId, 200]);
  }
  const { encryptedKey } = await database.db.gateway.findUniqueOrThrow({ where: { id: gatewayId } });
  invariant(encryptedKey, 'the gateway has a sealed key');
  for (const body of bodies) {
    expect(body).not.toContain(SECRET);
    expect(body).not.toContain(encryptedKey);
  }
});

test.each([
  ['getRun', { params: { runId: 2 ** 31 } }, 422],
  ['getRun', { params: { runId: 2 ** 31 - 1 } }, 404],
  ['listRuns', { query: '?cursor=nonsense' }, 422],
  ['listRuns', { query: '?verdict=maybe' }, 422],
  ['listIncidents', { query: '?limit=0' }, 422],
  ['search', { query: '?q=%20' }, 422],
] as const)('%s with %j answers %i', async (operationId, input, status) => {
  const viewer = await signedIn(await makeUser(database.db, { role: 'viewer' }));
  expect(await call(operationId, viewer, input)).toMatchObject({ status });
});
