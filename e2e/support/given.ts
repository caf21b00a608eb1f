import { expect } from '@playwright/test';
import type { EndpointView } from '#lib/contract/endpoints.ts';
import type { OperationBodyInput } from '#lib/contract/operations.ts';
import type { RunSummary } from '#lib/contract/runs.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { Api } from './api.ts';
import type { TestGateway } from './gateway.ts';

/** The scripted model that journeys watch: it says the same every night until it is told to change. */
export const MODEL = 'demo-steady';

const RUN_DEADLINE_MS = 30_000;

/** A gateway row for the test's own gateway. */
export async function givenGateway(api: Api, gateway: TestGateway, name: string): Promise<number> {
  const body = { name, kind: 'litellm', baseUrl: gateway.url, apiKey: gateway.key } as const;
  return (await api.call('createGateway', { body })).id;
}

/** An endpoint on the test's own gateway, with no baseline yet. */
export async function givenEndpoint(api: Api, gateway: TestGateway, name: string): Promise<EndpointView> {
  const gatewayId = await givenGateway(api, gateway, `gateway of ${name}`);
  const { items } = await api.call('listSuites');
  const suite = items.find(({ key }) => key === 'canary');
  invariant(suite, 'the shipped suite is published');
  return api.call('createEndpoint', { body: { name, gatewayId, model: MODEL, suiteId: suite.id } });
}

/** Starts a run and waits for its end, and for that of the confirmation it asks for. */
export async function givenRun(api: Api, body: OperationBodyInput<'startRun'>): Promise<RunSummary> {
  const { id } = await api.call('startRun', { body });
  const run = await runEnd(api, id);
  const { confirmation } = await api.call('getRun', { params: { runId: id } });
  if (confirmation === null) return run;
  await runEnd(api, confirmation.runId);
  return api.call('getRun', { params: { runId: id } });
}

/** The run, once it goes no more. */
export async function runEnd(api: Api, runId: number): Promise<RunSummary> {
  const read = () => api.call('getRun', { params: { runId } });
  await expect
    .poll(async () => (await read()).status, { timeout: RUN_DEADLINE_MS, intervals: [100] })
    .toMatch(/finished|cancelled|failed/);
  return read();
}

/** An endpoint with a baseline. */
export async function givenBaseline(api: Api, gateway: TestGateway, name: string): Promise<EndpointView> {
  const endpoint = await givenEndpoint(api, gateway, name);
  await givenRun(api, { endpointId: endpoint.id, purpose: 'baseline' });
  return endpoint;
}

/** An endpoint whose model has changed since its baseline, and the incident of that. */
export async function givenIncident(
  api: Api,
  gateway: TestGateway,
  name: string,
): Promise<{ endpoint: EndpointView; incidentId: number }> {
  await gateway.change(MODEL, null);
  const endpoint = await givenBaseline(api, gateway, name);
  await gateway.change(MODEL);
  const { incidentId } = await givenRun(api, { endpointId: endpoint.id, purpose: 'check' });
  invariant(incidentId !== null, 'a changed model opens an incident');
  return { endpoint, incidentId };
}
