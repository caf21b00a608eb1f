import type { IncomingMessage, RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultBoard } from '../fault-board.ts';
import { json, type Reply, send } from '../http.ts';
import { type Listening, listenOnLoopback } from '../listen.ts';
import { concerns, type DemoFault, spoil } from './faults.ts';
import { BadRequest, refusal } from './parameters.ts';
import type { DemoProject } from './project.ts';
import * as v3 from './v3.ts';
import * as v4 from './v4.ts';

export const DEMO_PUBLIC_KEY = 'pk-lf-demo';
export const DEMO_SECRET_KEY = 'sk-lf-demo';

export interface DemoLangfuseOptions {
  project: DemoProject;
  generation?: 'v4' | 'v3';
  /** What `/health` says; that of the generation where left out. */
  version?: string;
  latencyMs?: number;
  port?: number;
}

/** A stand-in for a Langfuse server. */
export interface DemoLangfuse extends Listening {
  project: DemoProject;
  /** Answers of these kinds go wrong from now on. */
  fault: (fault: DemoFault) => void;
  clearFaults: () => void;
  /** Path and query of every request, below `/api/public`. */
  requests: string[];
  /** Most requests that were answered at once. */
  mostAtOnce: () => number;
}

const VERSIONS = { v4: '4.2.0', v3: '3.112.0' };
const AUTHORIZATION = `Basic ${Buffer.from(`${DEMO_PUBLIC_KEY}:${DEMO_SECRET_KEY}`).toString('base64')}`;
const ROOT = '/api/public';

/** Serves a made-up project as Langfuse v4 or v3 does; every answer says that it is a demonstration's. */
export async function startDemoLangfuse(options: DemoLangfuseOptions): Promise<DemoLangfuse> {
  const { project, generation = 'v4', version = VERSIONS[generation], latencyMs = 0, port = 0 } = options;
  const board = new FaultBoard(concerns);
  const requests: string[] = [];
  let atOnce = 0;
  let most = 0;

  const listener: RequestListener = async (request, response) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    const url = new URL(request.url ?? '/', 'http://demo');
    const path = url.pathname.startsWith(ROOT) ? url.pathname.slice(ROOT.length) : url.pathname;
    requests.push(`${path}${url.search}`);
    const fault = board.take(`${path}${url.search}`);
    if (latencyMs > 0) await sleep(latencyMs);
    const good = answer({ project, generation, version }, request, path, url.searchParams);
    const reply = fault === undefined ? good : spoil(good, fault);
    atOnce -= 1;
    if (reply !== null) send(response, labelled(reply));
  };
  const listening = await listenOnLoopback(listener, port);
  return {
    ...listening,
    project,
    requests,
    fault: (fault) => board.add(fault),
    clearFaults: () => board.clear(),
    mostAtOnce: () => most,
  };
}

interface Served {
  project: DemoProject;
  generation: 'v4' | 'v3';
  version: string;
}

function answer(
  { project, generation, version }: Served,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Reply {
  if (path === '/health') return json(200, { status: 'OK', version });
  if (request.headers.authorization !== AUTHORIZATION) return refusal(401, 'Invalid credentials');
  if (request.method !== 'GET') return refusal(405, 'Method not allowed');
  try {
    if (path === '/projects') return json(200, { data: [projectView(project)] });
    if (generation === 'v4' && path === '/v3/scores') return v4.listScores(project, query);
    if (generation === 'v4' && path === '/v2/observations') return v4.listObservations(project, query);
    if (generation === 'v3' && path === '/v2/scores') return v3.listScores(project, query);
    const traceId = /^\/traces\/([^/]+)$/.exec(path)?.[1];
    if (generation === 'v3' && traceId !== undefined) {
      return v3.getTrace(project, decodeURIComponent(traceId), query);
    }
    return refusal(404, 'Not found');
  } catch (error) {
    if (error instanceof BadRequest) return refusal(400, error.message);
    throw error;
  }
}

function projectView({ id, name }: DemoProject) {
  return { id, name, organization: { id: 'demo-organization', name: 'Demo organization' }, metadata: {} };
}

function labelled(reply: Reply): Reply {
  return 'hangUp' in reply ? reply : { ...reply, headers: { ...reply.headers, 'x-tidemark-demo': 'langfuse' } };
}
