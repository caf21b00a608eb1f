import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '#lib/platform/errors.ts';
import { loadAgentScripts } from './agent/load.ts';
import { ModelFaults } from './faults/model-faults.ts';
import { refuseKey } from './faults/refuse.ts';
import { errorReply, type Reply, readJson, send } from './http.ts';
import { listenOnLoopback } from './listen.ts';
import { ModelShelf } from './model-shelf.ts';
import { savedSettingsSchema } from './models.ts';
import { createRandom } from './random.ts';
import { ReplayDeck } from './replay/deck.ts';
import { type RecordingFiles, readRecording } from './replay/recording.ts';
import { RequestLog } from './request-log.ts';
import { OPEN_PATHS, route } from './router.ts';
import { loadScript } from './script/load.ts';
import { readState, writeState } from './state-file.ts';
import type { DemoWorld } from './world.ts';

export const DEMO_KEY = 'sk-demo';

export interface DemoGatewayOptions {
  /** 0, the default, takes any free port of the loopback interface. */
  port?: number;
  /** The key that callers must show; `DEMO_KEY` where not given. */
  apiKey?: string;
  dialect?: DemoWorld['dialect'];
  /** Milliseconds each answer takes; 0 where not given. */
  latencyMs?: number;
  /** Seed of the scripted models' noise; the UTC day where not given, so that nights differ and a day repeats. */
  noiseSeed?: string;
  /** File that keeps settings over restarts. */
  stateFile?: string | undefined;
  replay?: RecordingFiles | undefined;
  now?: () => Date;
}

export interface DemoGateway {
  /** `http://127.0.0.1:port`, without a path. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the demo gateway: LiteLLM's dialect, scripted models, faults on request and replay of recorded answers.
 *
 * @throws TidemarkError `misconfigured` or `invalid_input` where the port, the state file or the recording does not do.
 */
export async function startDemoGateway(options: DemoGatewayOptions = {}): Promise<DemoGateway> {
  const { port = 0, apiKey = DEMO_KEY, stateFile, now = () => new Date() } = options;
  const noiseSeed = options.noiseSeed ?? now().toISOString().slice(0, 10);
  let answers = 0;
  const closing = new AbortController();
  const save = stateFile === undefined ? () => undefined : writeState.bind(undefined, stateFile);
  const world: DemoWorld = {
    dialect: options.dialect ?? 'litellm',
    models: new ModelShelf(stateFile === undefined ? {} : readState(stateFile, savedSettingsSchema), save),
    script: loadScript(),
    agent: loadAgentScripts(),
    replay: options.replay === undefined ? null : new ReplayDeck(await readRecording(options.replay)),
    faults: new ModelFaults(createRandom(`${noiseSeed} faults`)),
    log: new RequestLog(),
    latencyMs: options.latencyMs ?? 0,
    noiseSeed,
    nextCallId: () => String(++answers).padStart(8, '0'),
    now,
    closing: closing.signal,
  };
  const { url, close } = await listenOnLoopback(async (request, response) => {
    send(response, await answer(world, apiKey, request, hangUpOf(response)));
  }, port);
  return {
    url,
    close: () => {
      closing.abort();
      return close();
    },
  };
}

/** Fires when the caller closes the connection. */
function hangUpOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

async function answer(world: DemoWorld, apiKey: string, request: IncomingMessage, gone: AbortSignal): Promise<Reply> {
  try {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const body = request.method === 'POST' ? await readJson(request) : undefined;
    const known = request.headers.authorization === `Bearer ${apiKey}`;
    if (!known && !OPEN_PATHS.includes(path)) return refuseKey();
    return await route(world, request.method ?? 'GET', path, body, gone);
  } catch (error) {
    return errorReply(500, `demo: ${messageOf(error)}`, 'internal_server_error');
  }
}
