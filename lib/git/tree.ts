import { invariant } from '#lib/platform/errors.ts';
import type { Git } from './types.ts';

/** A file or folder of a commit. */
export interface TreeEntry {
  /** Octal, as git writes it: 100644, 100755 a file; 120000 a link; 040000 a folder; 160000 a submodule. */
  mode: string;
  id: string;
  /** Bytes; null for what is no file. */
  size: number | null;
  /** From the top of the repository. */
  path: string;
}

const LINE = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s;

/** What stands at or, with a slash at its end, directly in `path` of a commit; in the order of the names. */
export function listTree(git: Git, commit: string, path: string): Promise<TreeEntry[]> {
  return list(git, ['--full-tree', commit, '--', path]);
}

/** What stands at `path` of a commit; null where nothing does. */
export async function entryAt(git: Git, commit: string, path: string): Promise<TreeEntry | null> {
  const entries = await listTree(git, commit, path);
  return entries.find((entry) => entry.path === path) ?? null;
}

/** Every file of a commit, wherever it stands. */
export function listWholeTree(git: Git, commit: string): Promise<TreeEntry[]> {
  return list(git, ['-r', '--full-tree', commit]);
}

/** Every file below a folder of a commit. */
export function listBelow(git: Git, commit: string, folder: string): Promise<TreeEntry[]> {
  return list(git, ['-r', '--full-tree', commit, '--', `${folder}/`]);
}

async function list(git: Git, args: readonly string[]): Promise<TreeEntry[]> {
  const text = await git.run(['ls-tree', '-z', '-l', ...args]);
  return text.split('\0').flatMap((line) => {
    const [, mode, , id, size, at] = LINE.exec(line) ?? [];
    if (mode === undefined || id === undefined || at === undefined) return [];
    return [{ mode, id, size: size === '-' ? null : Number(size), path: at }];
  });
}

/** Contents in the order asked for: `git cat-file --batch` writes "<id> blob <bytes>", a line feed, the bytes, a line feed. */
export async function readBlobs(git: Git, ids: readonly string[]): Promise<Buffer[]> {
  if (ids.length === 0) return [];
  const answer = await git.catFile(['--batch'], { input: ids.map((id) => `${id}\n`).join('') });
  const blobs: Buffer[] = [];
  for (let at = 0; blobs.length < ids.length; ) {
    const end = answer.indexOf(0x0a, at);
    invariant(end !== -1, 'git answers a line for every blob');
    const bytes = Number(answer.toString('latin1', at, end).split(' ')[2]);
    blobs.push(answer.subarray(end + 1, end + 1 + bytes));
    at = end + 1 + bytes + 1;
  }
  return blobs;
}
