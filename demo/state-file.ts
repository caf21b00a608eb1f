import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { type SavedSettings, savedSettingsSchema } from './models.ts';

/** Reads the demo gateway's state; a file that does not exist is an empty state. */
export function readState(path: string): SavedSettings {
  if (!existsSync(path)) return {};
  try {
    return savedSettingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const problem = `Demo gateway state ${path} cannot be read: ${messageOf(error)}. Delete the file to start afresh.`;
    throw new TidemarkError('misconfigured', problem, { cause: error });
  }
}

/** Writes the state in one step, so that a crash leaves the old or the new file. */
export function writeState(path: string, state: SavedSettings): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(draft, path);
}
