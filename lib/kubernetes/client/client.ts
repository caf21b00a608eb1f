import { z } from 'zod';
import { KUBE_PAGE_METADATA, KUBE_PAGE_OBJECTS } from '#lib/policy/thresholds.ts';
import type { ClusterConnection } from '../connection/types.ts';
import type { OpenApiDocument } from '../schema/schema-of.ts';
import type { KubeObject, ObjectRef, ResourceType } from '../types.ts';
import { discover, type ServedTypes } from './discovery.ts';
import { dryRunApply } from './dry-run-apply.ts';
import { createCaller, createGetJson, JSON_ONLY } from './get-json.ts';
import { getObject } from './get-object.ts';
import { listPages, METADATA_ONLY } from './list.ts';
import { OpenApiReader } from './open-api.ts';
import { probeList, probeWatch } from './probe.ts';
import type { ListPage } from './read-page.ts';
import { createTransport, type KubeWorld } from './transport.ts';
import { watchKind } from './watch.ts';
import type { WatchEvent } from './watch-event.ts';

interface ListOptions {
  /** All namespaces where it is not given. */
  namespace?: string | null;
  /** e.g. `involvedObject.kind=Kustomization`; everything where it is not given. What is possible depends on the kind. */
  fieldSelector?: string;
  signal: AbortSignal;
}

/** Reads one cluster. Everything rejects with KubeFault, or with the reason of `signal`; nothing is ever written. */
export interface KubeClient {
  /** e.g. `v1.36.2`; API servers mostly tell it to anybody, so that it says nothing of the credentials. */
  version(signal: AbortSignal): Promise<string>;
  resourceTypes(signal: AbortSignal): Promise<ServedTypes>;
  /** @param groupVersion `v1`, `apps/v1` */
  openApi(groupVersion: string, signal: AbortSignal): Promise<OpenApiDocument>;
  /** Whole objects, page by page. */
  list(type: ResourceType, options: ListOptions): AsyncIterable<ListPage>;
  /** Objects of which only apiVersion, kind and metadata are there. */
  listMetadata(type: ResourceType, options: ListOptions): AsyncIterable<ListPage>;
  /** Null where there is no such object. */
  get(
    type: ResourceType,
    object: Pick<ObjectRef, 'namespace' | 'name'>,
    signal: AbortSignal,
  ): Promise<KubeObject | null>;
  /** What the cluster would make of an object, as {@link dryRunApply}; of git's side only, never of secrets. */
  dryRunApply(type: ResourceType, object: KubeObject, manager: string, signal: AbortSignal): Promise<KubeObject>;
  /** @param options.resourceVersion of a list or of an earlier event */
  watch(type: ResourceType, options: ListOptions & { resourceVersion: string }): AsyncIterable<WatchEvent>;
  /** Whether a kind may be listed or watched: asks for one object, or opens a watch and ends it. */
  probe(type: ResourceType, verb: 'list' | 'watch', options: ListOptions): Promise<void>;
  /** Ends idle connections. */
  close(): void;
}

const versionShape = z.object({ gitVersion: z.string() });

/** A client of one cluster; connections are kept until `close`. */
export function createKubeClient(connection: ClusterConnection, world: KubeWorld): KubeClient {
  const transport = createTransport(connection, world.outbound);
  const caller = createCaller(connection.server, world);
  const getJson = createGetJson(transport, caller);
  const openApi = new OpenApiReader(getJson);
  const read = (body: unknown) => versionShape.safeParse(body).data?.gitVersion;
  return {
    version: (signal) => getJson({ path: '/version', subject: 'its version', signal, read }),
    resourceTypes: (signal) => discover(getJson, signal),
    openApi: (groupVersion, signal) => openApi.read(groupVersion, signal),
    list: (type, { namespace = null, ...rest }) =>
      listPages({ getJson, type, namespace, ...rest, accept: JSON_ONLY, pageSize: KUBE_PAGE_OBJECTS }),
    listMetadata: (type, { namespace = null, ...rest }) =>
      listPages({ getJson, type, namespace, ...rest, accept: METADATA_ONLY, pageSize: KUBE_PAGE_METADATA }),
    get: (type, object, signal) => getObject(getJson, type, object, signal),
    dryRunApply: (type, object, manager, signal) => dryRunApply(getJson, type, object, manager, signal),
    watch: (type, { namespace = null, ...rest }) =>
      watchKind({ send: transport.send, caller, type, namespace, ...rest }),
    probe: (type, verb, { namespace = null, signal }) =>
      (verb === 'list' ? probeList : probeWatch)({ getJson, send: transport.send, caller, type, namespace, signal }),
    close: transport.close,
  };
}
