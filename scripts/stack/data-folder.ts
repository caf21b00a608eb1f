import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Under root other accounts (Postgres runs as one) may pass through the folder, but not list it. */
const MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** Makes the data folder unless it is there, and returns its real path. */
export function openDataFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: MODE });
  return realpathSync(folder);
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
