import { parseEnv, readPipelineEnv } from '#lib/platform/env.ts';
import { run } from './main.ts';
import type { Sink, World } from './world.ts';

const nowhere: Sink = { write: () => undefined };

/** A world of which only the variables are given: its clock stands still, and nobody waits. */
export function worldForTests(variables: Record<string, string> = {}, changes: Partial<World> = {}): World {
  return {
    stdout: nowhere,
    stderr: nowhere,
    env: async () => parseEnv(variables),
    pipeline: async () => readPipelineEnv(variables),
    now: () => new Date('2030-01-02T03:04:05Z'),
    random: Math.random,
    fetch: globalThis.fetch,
    wait: async () => undefined,
    stopSignal: () => new AbortController().signal,
    ...changes,
  };
}

/** Runs a command line in-process and gives back its exit code and what it wrote. */
export async function runCaptured(argv: readonly string[], variables: Record<string, string> = {}) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const world = worldForTests(variables, {
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
  });
  const exitCode = await run(argv, world);
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}
