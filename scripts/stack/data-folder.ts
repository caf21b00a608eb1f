import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';

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

/** A new data folder below the system's temporary one; take it away with {@link removeDataFolder}. */
export function temporaryDataFolder(purpose: string): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `tidemark-${purpose}-`));
  chmodSync(folder, MODE);
  return folder;
}

/** Removes a data folder, with the staged files that its `postgres` link may point to. */
export function removeDataFolder(folder: string): void {
  const cluster = join(folder, 'postgres');
  if (existsSync(cluster)) rmSync(realpathSync(cluster), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
