import { setTimeout } from 'node:timers/promises';
import { systemClock } from '#lib/platform/clock.ts';
import { run } from './main.ts';
import { StopError } from './world.ts';

// A reader that has seen enough (head, less) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: async () => (await import('#lib/platform/env.ts')).env(),
  pipeline: async () => (await import('#lib/platform/env.ts')).readPipelineEnv(),
  now: systemClock,
  random: Math.random,
  fetch: globalThis.fetch,
  wait: (milliseconds) => setTimeout(milliseconds),
  stopSignal,
});

/** Once each: the second time the process ends at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new StopError()));
  return stop.signal;
}
