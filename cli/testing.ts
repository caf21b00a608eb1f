import { parseEnv, readPipelineEnv } from '#lib/platform/env.ts';
import { run } from './main.ts';

/** Runs a command line in-process and gives back its exit code and what it wrote. */
export async function runCaptured(argv: readonly string[], variables: Record<string, string> = {}) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const exitCode = await run(argv, {
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    env: async () => parseEnv(variables),
    pipeline: async () => readPipelineEnv(variables),
    now: () => new Date('2030-01-02T03:04:05Z'),
    random: Math.random,
    fetch: globalThis.fetch,
    wait: async () => undefined,
  });
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}
