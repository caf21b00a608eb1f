import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { DEMO_CLUSTER_TOKEN } from '../cluster/server.ts';
import { json, type Reply, readJson, send } from '../http.ts';
import { type Listening, listenOnLoopback } from '../listen.ts';
import type { DemoFleet } from './fleet.ts';

const switchShape = z.strictObject({ on: z.boolean() });

/** Serves what the fleet is made of, and takes drifts there and back, to whoever has the cluster's token. */
export function serveControl(fleet: DemoFleet, port: number): Promise<Listening> {
  return listenOnLoopback(async (request, response) => {
    send(response, await answer(fleet, request));
  }, port);
}

async function answer(fleet: DemoFleet, request: IncomingMessage): Promise<Reply> {
  const asked = `${request.method} ${request.url}`;
  if (asked === 'GET /demo/health') return json(200, { demo: true });
  if (request.headers.authorization !== `Bearer ${DEMO_CLUSTER_TOKEN}`) return json(401, { error: 'no such token' });
  if (asked === 'GET /demo/fleet') return json(200, describe(fleet));
  const name = /^POST \/demo\/drifts\/([\w-]+)$/.exec(asked)?.[1];
  if (name === undefined) return json(404, { error: `nothing at ${asked}` });
  const body = switchShape.safeParse(await readJson(request));
  if (!body.success) return json(422, { error: 'the body must be {"on": true} or {"on": false}' });
  return fleet.setDrift(name, body.data.on) ? json(200, describe(fleet)) : json(404, { error: `no drift ${name}` });
}

function describe({ repository, cluster, flagd, drifts }: DemoFleet) {
  return { demo: true, repository: repository.url, cluster: cluster.url, flagd: flagd.syncUrl, drifts: drifts() };
}
