import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';

/** Reads what a part of the demo keeps over restarts; a file that does not exist is an empty state. */
export function readState<State extends object>(path: string, shape: z.ZodType<State>): State {
  if (!existsSync(path)) return shape.parse({});
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const problem = `State of the demo, ${path}, cannot be read: ${messageOf(error)}. Delete the file to start afresh.`;
    throw new TidemarkError('misconfigured', problem, { cause: error });
  }
}

/** Writes the state in one step, so that a crash leaves the old or the new file. */
export function writeState(path: string, state: object): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(draft, path);
}
