import { z } from 'zod';
import { faultError } from './faults.ts';
import { createGet, type Get, type LangfuseWorld } from './get.ts';
import { GENERATIONS, type Generation, type LangfuseClient, type LangfuseConnection } from './types.ts';
import { clientOfV3 } from './v3.ts';
import { clientOfV4 } from './v4.ts';

export const health = z.object({ version: z.string(), status: z.string() });

const CLIENTS = { v4: clientOfV4, v3: clientOfV3 } satisfies Record<
  Generation,
  (get: Get, baseUrl: string) => LangfuseClient
>;

/** An address of each generation that costs little and that the other one answers with 404. */
const PROBES = {
  v4: { path: '/v3/scores', query: { limit: 1 } },
  v3: { path: '/v2/scores', query: { limit: 1, fields: 'score' } },
} satisfies Record<Generation, { path: string; query: Record<string, string | number> }>;

/**
 * Opens a Langfuse project. Which API it speaks is told by its version, and where the two disagree by which of the
 * addresses are there: Langfuse Cloud gave up the older ones before its version said so.
 *
 * @throws TidemarkError what keeps it from answering.
 */
export async function openLangfuse(
  connection: LangfuseConnection,
  world: LangfuseWorld,
  signal: AbortSignal,
): Promise<LangfuseClient> {
  const get = createGet(connection, world);
  const got = await get('/health', {}, health, signal);
  const order = got.kind === 'body' ? likeliestFirst(got.body.version) : GENERATIONS;
  for (const generation of order) {
    if (await answers(get, generation, signal)) return CLIENTS[generation](get, connection.baseUrl);
  }
  throw faultError({ reason: 'not_found', detail: `neither scores of v4 nor of v3 are at ${connection.baseUrl}` });
}

/** Generations in the order to try them, by a server's version such as `3.112.0`. */
export function likeliestFirst(version: string): readonly Generation[] {
  const major = Number(/^v?(\d+)\./.exec(version)?.[1] ?? Number.NaN);
  return major <= 3 ? ['v3', 'v4'] : GENERATIONS;
}

async function answers(get: Get, generation: Generation, signal: AbortSignal): Promise<boolean> {
  const { path, query } = PROBES[generation];
  const got = await get(path, query, z.looseObject({ data: z.array(z.unknown()) }), signal);
  if (got.kind === 'body') return true;
  if (got.fault.reason === 'not_found') return false;
  throw faultError(got.fault);
}
