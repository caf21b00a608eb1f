import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files that no build looks at. */
const IGNORED = /\.test\.tsx?$|\.test\.ts\.snap$|^\./;

/**
 * SHA-256 over the paths and contents of files and folders below `root`, in a fixed order; the same on every
 * machine. What is missing counts as missing; test files and hidden files do not count.
 */
export function hashInputs(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesOf(root, input)).sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesOf(root: string, path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .filter((name) => !IGNORED.test(name))
    .flatMap((name) => filesOf(root, `${path}/${name}`));
}
