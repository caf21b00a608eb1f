import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { type Clock, systemClock } from '#lib/platform/clock.ts';
import { FaultBoard } from '../fault-board.ts';
import { readJson } from '../http.ts';
import { type Listening, listenOnLoopback, type TlsPair } from '../listen.ts';
import type { Forbidden } from './access.ts';
import { answer, type ClusterState, watchedKind } from './answer.ts';
import type { Admission } from './dry-run.ts';
import { type DemoClusterFault, type SpoiltReply, spoil } from './faults.ts';
import { readRecorded } from './recorded.ts';
import { ClusterStore } from './store.ts';
import { type OpenWatches, serveWatch } from './watch.ts';

/** Token that the stand-in takes where none is given. */
export const DEMO_CLUSTER_TOKEN = 'demo-cluster-token';

export interface DemoClusterOptions {
  objects?: readonly KubeObject[];
  token?: string;
  /** Speaks https with it, else http. */
  tls?: TlsPair;
  /** 0, the default, takes any free port of the loopback interface. */
  port?: number;
  now?: Clock;
}

/** A stand-in for an API server with objects, kinds and schemas, and no controllers; it takes no writes over the network, dry runs aside. */
export interface DemoCluster extends Listening {
  /** Creates or replaces an object, as somebody in the cluster would. */
  put(object: KubeObject): KubeObject;
  remove(object: KubeObject): void;
  /** Takes a token, of an account that may read everything but this. */
  addAccount(token: string, ...forbidden: Forbidden[]): void;
  /** Takes this token no longer. */
  revoke(token: string): void;
  /** Takes the server behind a group and version down, e.g. `metrics.k8s.io/v1beta1`. */
  takeDown(groupVersion: string): void;
  /** Has admission change every object that is applied, as mutating webhooks do. */
  admit(admission: Admission): void;
  /** Forgets what was before now: lists in progress and old watches expire. */
  compact(): void;
  /** Sends a bookmark to every watch. */
  bookmark(): void;
  /** Breaks every watch. */
  breakWatches(): void;
  openWatches(): number;
  fault(fault: DemoClusterFault): void;
  clearFaults(): void;
  /** Path and query of every request. */
  readonly requests: readonly string[];
}

/** Starts a stand-in cluster; every answer says that it is a demonstration's. */
export async function startDemoCluster(options: DemoClusterOptions = {}): Promise<DemoCluster> {
  const { objects = [], token = DEMO_CLUSTER_TOKEN, tls, port = 0, now = systemClock } = options;
  const store = new ClusterStore(now);
  for (const object of objects) store.put(object);
  const state: ClusterState = {
    store,
    recorded: readRecorded(),
    accounts: new Map([[token, []]]),
    down: new Set(),
    admit: (object) => object,
  };
  const board = new FaultBoard<DemoClusterFault>(({ on }, address) => address.includes(on));
  const open: OpenWatches = new Set();
  const requests: string[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = request.url ?? '/';
    requests.push(address);
    const fault = board.take(address)?.fault;
    const url = new URL(address, 'http://demo');
    response.setHeader('x-tidemark-demo', 'cluster');
    const watched = fault === undefined ? watchedKind(state, request, url) : undefined;
    if (watched !== undefined) serveWatch(response, { store, open }, watched.kind, watched.namespace, url.searchParams);
    else {
      const sent = request.method === 'PATCH' ? await readJson(request) : undefined;
      await send(response, spoil(answer(state, request, url, sent), fault));
    }
  }

  const listening = await listenOnLoopback(
    (request, response) => {
      serve(request, response).catch(() => response.destroy());
    },
    port,
    tls,
  );
  return {
    ...listening,
    requests,
    put: (object) => store.put(object),
    remove: (object) => store.remove(object),
    addAccount: (further, ...forbidden) => state.accounts.set(further, forbidden),
    revoke: (former) => state.accounts.delete(former),
    takeDown: (groupVersion) => state.down.add(groupVersion),
    admit: (admission) => {
      state.admit = admission;
    },
    compact: () => store.compact(),
    bookmark: () => {
      for (const watch of open) watch.bookmark();
    },
    breakWatches: () => {
      for (const watch of open) watch.hangUp();
    },
    openWatches: () => open.size,
    fault: (fault) => board.add(fault),
    clearFaults: () => board.clear(),
  };
}

async function send(response: ServerResponse, reply: SpoiltReply): Promise<void> {
  if ('hangUp' in reply) {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body, cutAt, delayMs = 0 } = reply;
  if (delayMs > 0) await sleep(delayMs);
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  if (cutAt === undefined) response.end(body);
  else response.write(body.subarray(0, cutAt), () => response.destroy());
}
