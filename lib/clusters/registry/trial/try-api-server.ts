import type { Cluster } from '#generated/prisma/client.ts';
import { createKubeClient, type KubeClient } from '#lib/kubernetes/client/client.ts';
import { DRY_RUN_POLICY } from '#lib/kubernetes/dry-run/policy.ts';
import { refusalOfDryRuns } from '#lib/kubernetes/dry-run/read-policy.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import type { Trial } from '#lib/platform/trial.ts';
import { readFluxObjects } from '../../expected/read-flux-objects.ts';
import { openCluster } from '../open.ts';
import { fluxWords } from './flux.ts';
import { identityOf, identityWords } from './identity.ts';
import { kindsToRead, readRights, rightsWords } from './rights.ts';

interface TryOptions {
  key: Buffer;
  /** Of the git sources that Flux objects may refer to. */
  addresses: readonly string[];
  now: Clock;
  random: () => number;
  signal: AbortSignal;
}

/** Tries an API server as a comparison would use it: is it there, who are we, what may be read, what does Flux apply. */
export async function tryApiServer(trial: Trial, row: Cluster, options: TryOptions): Promise<void> {
  const { key, now, random, signal } = options;
  let client: KubeClient | undefined;
  try {
    const connection = await trial.step('Reach the API server', async () => {
      const value = await openCluster(row, key);
      client = createKubeClient(value, { outbound: createOutboundGuard(row.allowedAddresses), now, random });
      return { detail: `Kubernetes ${await client.version(signal)} at ${value.server}.`, value };
    });
    if (client === undefined || connection === undefined) return;
    await tryRights(trial, client, row, () => connection.credentials(), options);
  } finally {
    client?.close();
  }
}

async function tryRights(
  { step }: Trial,
  client: KubeClient,
  { namespaces, isWatched, usesDryRun }: Cluster,
  credentials: () => Promise<Parameters<typeof identityOf>[0]>,
  { addresses, now, signal }: TryOptions,
): Promise<void> {
  const served = await step('Sign in', async () => {
    const value = await client.resourceTypes(signal);
    return { detail: identityWords(identityOf(await credentials()), now()), value };
  });
  if (served === undefined) return;
  const [namespace = null] = namespaces;
  const scope = namespace === null ? '' : ` in ${namespace}`;
  await step(`Read objects${scope}`, async () => {
    const types = kindsToRead(served.types, namespace !== null);
    const rights = await readRights(client, types, { namespace, isWatched, signal });
    const { ok, detail } = rightsWords(rights);
    return { ok, detail: [detail, ...served.notCompared.map((each) => each.detail)].join(' '), value: null };
  });
  if (usesDryRun) {
    await step('Ask for dry runs', async () => {
      const refusal = await refusalOfDryRuns(client, identityOf(await credentials()).name, signal);
      const detail = refusal?.detail ?? `The admission policy ${DRY_RUN_POLICY} refuses every other write.`;
      return { ok: refusal === null, detail, value: null };
    });
  }
  await step('Find Flux', async () => {
    const flux = await readFluxObjects(client, served.types, signal);
    return { ...fluxWords(flux, addresses), value: null };
  });
}
