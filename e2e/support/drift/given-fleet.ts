import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { DEMO_CLUSTER_TOKEN } from '#demo/cluster/server.ts';
import { type DemoFleet, startDemoFleet } from '#demo/fleet/fleet.ts';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { FlagDriftView, FlagSourceView } from '#lib/contract/drift/flags.ts';
import type { DriftObjectSummary } from '#lib/contract/drift/objects.ts';
import { invariant } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import type { Api } from '../api.ts';

const COMPARISON_DEADLINE_MS = 30_000;

/** A repository, a cluster and a flagd of the test's own; what is done to them touches nobody else. */
export interface MadeFleet {
  fleet: DemoFleet;
  name: string;
  sourceId: number;
}

/** Starts a fleet, with only some drifts where `drifts` names them, and adds its repository to the console. */
export async function givenFleet(
  api: Api,
  until: AsyncDisposableStack,
  name: string,
  drifts?: readonly string[],
): Promise<MadeFleet> {
  const folder = temporaryFolder('fleet');
  until.defer(() => rmSync(folder, { recursive: true, force: true }));
  const fleet = await startDemoFleet({ folder });
  until.defer(() => fleet.close());
  if (drifts !== undefined) {
    for (const drift of fleet.drifts()) fleet.setDrift(drift.name, drifts.includes(drift.name));
  }
  const { id: sourceId } = await api.call('createGitSource', { body: { name, url: fleet.repository.url } });
  return { fleet, name, sourceId };
}

/** Adds the fleet's cluster to the console and waits for its first comparison. */
export async function givenCluster(
  api: Api,
  until: AsyncDisposableStack,
  { fleet, name, sourceId }: MadeFleet,
): Promise<ClusterView> {
  const server = fleet.cluster.url;
  const { id } = await api.call('createCluster', {
    body: { name, access: 'token', server, token: DEMO_CLUSTER_TOKEN, sources: [{ sourceId }] },
  });
  // Nobody asks a cluster that is gone.
  until.defer(async () => {
    await api.call('updateCluster', { params: { clusterId: id }, body: { enabled: false } });
  });
  return compared(api, id);
}

/** The cluster once it has been compared and is not being compared. */
export async function compared(api: Api, clusterId: number): Promise<ClusterView> {
  const read = () => api.call('getCluster', { params: { clusterId } });
  await expect
    .poll(async () => stateOf(await read()), { timeout: COMPARISON_DEADLINE_MS, intervals: [100] })
    .toBe('compared');
  return read();
}

function stateOf({ comparedAt, activeScan }: ClusterView): string {
  return activeScan !== null ? 'being compared' : comparedAt === null ? 'never compared' : 'compared';
}

/** What is known of one object of a cluster. */
export async function objectNamed(
  api: Api,
  clusterId: number,
  kind: string,
  name: string,
): Promise<DriftObjectSummary> {
  const query = { clusterId, kind, q: name, state: 'all' } as const;
  const { items } = await api.call('listDriftObjects', { query });
  const object = items.find((each) => each.name === name);
  invariant(object, `${kind} ${name} differs from git, or did`);
  return object;
}

/** Adds the fleet's flagd to the console and has it compared. */
export async function givenFlags(
  api: Api,
  until: AsyncDisposableStack,
  { fleet, name, sourceId }: MadeFleet,
): Promise<FlagSourceView> {
  const { id } = await api.call('createFlagSource', { body: { name, url: fleet.flagd.syncUrl, sourceId } });
  const params = { flagSourceId: id };
  until.defer(async () => {
    await api.call('updateFlagSource', { params, body: { enabled: false } });
  });
  return api.call('compareFlagSource', { params });
}

/** What is known of one flag of a flagd. */
export async function flagNamed(api: Api, flagSourceId: number, name: string): Promise<FlagDriftView> {
  const { items } = await api.call('listFlagDrifts', { query: { flagSourceId, q: name } });
  const flag = items.find((each) => each.name === name);
  invariant(flag, `${name} differs from git`);
  return flag;
}

/** Runs git on the fleet's server. */
export function fleetGit({ fleet }: MadeFleet, ...args: string[]): string {
  const folder = fileURLToPath(fleet.repository.url);
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
}
