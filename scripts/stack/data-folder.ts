import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { abandonedFolders, temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { isLocked } from './lock.ts';
import { readPidFile } from './postgres/orphan.ts';
import { removeStaged, stagedClusters, stagedFor } from './postgres/staging.ts';
import { isAlive } from './processes.ts';

/** Under root other accounts (Postgres runs as one) may pass through the folder, but not list it. */
const MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

/**
 * Makes the data folder unless it is there, and returns its real path.
 *
 * @throws TidemarkError `misconfigured` when it cannot be made or written to.
 */
export function openDataFolder(folder: string): string {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `The data folder ${folder} cannot be used: ${messageOf(cause)}. Name another one: TIDEMARK_DATA=… npm start`,
      { cause },
    );
  }
}

/** Level by level: Node's own recursive mkdir never returns where a file system denies that a parent exists (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, { mode: MODE });
}

/**
 * A new data folder below the system's temporary one; take it away with {@link removeDataFolder}. Those of killed
 * processes are taken away on the occasion.
 */
export function temporaryDataFolder(purpose: string): string {
  for (const left of abandonedFolders()) if (!isInUse(left)) removeDataFolder(left);
  const folder = temporaryFolder(purpose);
  chmodSync(folder, MODE);
  return folder;
}

/** Removes a data folder, with the clusters that are kept elsewhere for it. */
export function removeDataFolder(folder: string): void {
  for (const staged of stagedFor(folder, stagedClusters())) removeStaged(staged);
  rmSync(folder, { recursive: true, force: true });
}

/** Whether something that outlived the maker of the folder still works on it. */
function isInUse(folder: string): boolean {
  const homes = [join(folder, 'postgres'), ...stagedFor(folder, stagedClusters()).map((staged) => staged.folder)];
  const postmasters = homes.map((home) => readPidFile(join(home, 'data'))?.pid);
  return isLocked(folder) || postmasters.some((pid) => pid !== undefined && isAlive(pid));
}
