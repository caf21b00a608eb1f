import type { Clock } from '#lib/platform/clock.ts';
import type { Env, PipelineEnv } from '#lib/platform/env.ts';

/** Takes text for people or programs; a process' standard streams fit. */
export interface Sink {
  write(text: string): unknown;
  /** Whether somebody looks at it in a terminal, and how wide that is in characters. */
  isTTY?: boolean;
  columns?: number;
}

/** Everything a command may touch besides files, so that tests can stand in for it. */
export interface World {
  stdout: Sink;
  stderr: Sink;
  /** Reads and checks the environment; only commands that need it pay for it. */
  env: () => Promise<Env>;
  /** What the pipeline says that runs the command. */
  pipeline: () => Promise<PipelineEnv>;
  now: Clock;
  /** Uniform in [0, 1). */
  random: () => number;
  fetch: typeof globalThis.fetch;
  wait: (milliseconds: number) => Promise<void>;
  /**
   * Aborts with a StopError at the first Ctrl-C, so that the command can put away what it made. One that does not ask
   * for it ends at once, as any program does.
   */
  stopSignal: () => AbortSignal;
}

/** The command was stopped. */
export class StopError extends Error {}
