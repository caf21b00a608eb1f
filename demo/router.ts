import { chat } from './chat.ts';
import * as control from './control.ts';
import { errorReply, type Reply } from './http.ts';
import * as listing from './listing.ts';
import type { DemoWorld } from './world.ts';

interface Matched {
  world: DemoWorld;
  /** Value of the `*` in the path. */
  name: string;
  body: unknown;
  /** Fires when the caller hangs up. */
  gone: AbortSignal;
}

type Handler = (matched: Matched) => Reply | Promise<Reply>;

const ROUTES: Record<string, Handler> = {
  'POST /v1/chat/completions': ({ world, body, gone }) => chat(world, body, gone),
  'POST /chat/completions': ({ world, body, gone }) => chat(world, body, gone),
  'GET /v1/models': ({ world }) => listing.listModels(world),
  'GET /models': ({ world }) => listing.listModels(world),
  'GET /v1/model/info': ({ world }) => listing.modelInfo(world),
  'GET /model/info': ({ world }) => listing.modelInfo(world),
  'GET /health/liveliness': () => listing.liveliness(),
  'GET /health/readiness': () => listing.readiness(),
  'GET /demo/models': ({ world }) => control.showModels(world),
  'POST /demo/models/*/change': ({ world, name, body }) => control.setChange(world, name, body),
  'POST /demo/models/*/settings': ({ world, name, body }) => control.setSettings(world, name, body),
  'GET /demo/faults': ({ world }) => control.showFaults(world),
  'POST /demo/faults': ({ world, body }) => control.addFault(world, body),
  'DELETE /demo/faults': ({ world }) => control.clearFaults(world),
  'GET /demo/requests': ({ world }) => control.showRequests(world),
  'DELETE /demo/requests': ({ world }) => control.clearRequests(world),
  'GET /demo/replay': ({ world }) => control.showReplay(world),
  'POST /demo/replay/*': ({ world, name, body }) => control.setReplay(world, name, body),
};

/** Paths that answer without a key, as on a LiteLLM proxy. */
export const OPEN_PATHS = ['/health/liveliness', '/health/readiness'];

/** Finds and runs the handler of a request. */
export async function route(
  world: DemoWorld,
  method: string,
  path: string,
  body: unknown,
  gone: AbortSignal,
): Promise<Reply> {
  const named = /^(\/demo\/(?:models|replay)\/)([^/]+)(.*)$/.exec(path);
  const pattern = named === null ? path : `${named[1]}*${named[3]}`;
  const handler = ROUTES[`${method} ${pattern}`];
  if (handler === undefined) return errorReply(404, `demo: nothing at ${method} ${path}`, 'not_found_error');
  return handler({ world, name: decodeURIComponent(named?.[2] ?? ''), body, gone });
}
