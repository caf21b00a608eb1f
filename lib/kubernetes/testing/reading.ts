import { expect } from 'vitest';
import { invariant } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { createKubeClient, type KubeClient } from '../client/client.ts';
import type { KubeFault } from '../client/fault.ts';
import type { ListPage } from '../client/read-page.ts';
import type { ClusterConnection } from '../connection/types.ts';
import type { ResourceType } from '../types.ts';

/** Nobody stops anything. */
export const going: AbortSignal = new AbortController().signal;

/** A client with the clock and chance of the machine. */
export function clientOf(connection: ClusterConnection): KubeClient {
  return createKubeClient(connection, { outbound: createOutboundGuard(), now: () => new Date(), random: Math.random });
}

/** Everything of a list. */
export async function allOf(pages: AsyncIterable<ListPage>): Promise<ListPage> {
  const all: ListPage = { objects: [], notCompared: [], resourceVersion: '' };
  for await (const { objects, notCompared, resourceVersion } of pages) {
    all.objects.push(...objects);
    all.notCompared.push(...notCompared);
    all.resourceVersion ||= resourceVersion;
  }
  return all;
}

/** The kind that a cluster prefers for `plural`. */
export async function kindOf(client: KubeClient, plural: string): Promise<ResourceType> {
  const { types } = await client.resourceTypes(going);
  const type = types.find((each) => each.plural === plural);
  invariant(type, `the cluster serves ${plural}`);
  return type;
}

/** The fault that something ends with. */
export async function faultOf(work: Promise<unknown>): Promise<KubeFault> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'KubeFault' });
  // Narrowed by its name, since a rejection has no type.
  return error as KubeFault;
}
