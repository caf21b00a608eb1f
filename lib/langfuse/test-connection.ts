import { z } from 'zod';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { faultError } from './faults.ts';
import { createGet, type LangfuseWorld } from './get.ts';
import { health, openLangfuse } from './open.ts';
import type { LangfuseConnection, ScoreQuery } from './types.ts';

export interface LangfuseStep {
  name: string;
  ok: boolean;
  detail: string;
  durationMs: number;
}

const projects = z.object({ data: z.array(z.object({ name: z.string() })) });

/**
 * Tries a Langfuse project as a scan would: is the server well, are the keys right, are there scores of the evaluator.
 * Ends with the first step that fails, or does not end before `signal` aborts.
 */
export async function testLangfuse(
  connection: LangfuseConnection,
  query: ScoreQuery,
  world: LangfuseWorld,
  signal: AbortSignal,
): Promise<{ ok: boolean; steps: LangfuseStep[] }> {
  const get = createGet(connection, world);
  const wanted: [string, () => Promise<string>][] = [
    [
      'Langfuse answers',
      async () => {
        const got = await get('/health', {}, health, signal);
        if (got.kind === 'fault') throw faultError(got.fault);
        return `Version ${got.body.version}.`;
      },
    ],
    [
      'Keys',
      async () => {
        const got = await get('/projects', {}, projects, signal);
        if (got.kind === 'fault') throw faultError(got.fault);
        return `They are of the project ${got.body.data.map(({ name }) => name).join(', ')}.`;
      },
    ],
    [
      'Scores of the evaluator',
      async () => {
        const client = await openLangfuse(connection, world, signal);
        const { scores, next } = await client.scores(query, null, signal);
        const count = `${next === null ? '' : 'More than '}${scores.length}`;
        return `${count} of ${query.evaluator} at most ${query.scoreAtMost} in the last days, by the API of ${client.generation}.`;
      },
    ],
  ];
  const steps: LangfuseStep[] = [];
  for (const [name, take] of wanted) {
    const startedAt = world.now().getTime();
    const { ok, detail } = await outcomeOf(take, signal);
    steps.push({ name, ok, detail, durationMs: world.now().getTime() - startedAt });
    if (!ok) break;
  }
  return { ok: steps.every(({ ok }) => ok), steps };
}

async function outcomeOf(take: () => Promise<string>, signal: AbortSignal): Promise<{ ok: boolean; detail: string }> {
  try {
    return { ok: true, detail: await take() };
  } catch (error) {
    if (signal.aborted) return { ok: false, detail: 'No answer in time.' };
    if (!(error instanceof TidemarkError)) throw error;
    return { ok: false, detail: messageOf(error) };
  }
}
