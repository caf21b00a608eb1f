import type { Git } from '#lib/git/types.ts';
import { invariant } from '#lib/platform/errors.ts';
import { atStart, decodeFile, MAX_FILE_BYTES, type TextFile } from '#lib/yaml/file.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import type { TreeEntry } from './types.ts';

/** A file git runs or shows as it is; links and submodules are none. */
const FILE_MODE = /^100(644|755)$/;
const LINE = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s;

/** What stands at `path` of a commit; null where nothing does. */
export async function entryAt(git: Git, commit: string, path: string): Promise<TreeEntry | null> {
  const entries = await list(git, commit, path);
  return entries.find((entry) => entry.path === path) ?? null;
}

/** What stands directly in a folder of a commit, in the order of the names; empty where there is no such folder. */
export function entriesIn(git: Git, commit: string, folder: string): Promise<TreeEntry[]> {
  return list(git, commit, `${folder}/`);
}

/** The texts of entries; a problem for each that is no plain file, no UTF-8 or too large. */
export async function readTexts(
  git: Git,
  entries: readonly TreeEntry[],
): Promise<{ files: TextFile[]; problems: FileProblem[] }> {
  const problems = entries.flatMap((entry) => flawOf(entry) ?? []);
  const plain = entries.filter((entry) => flawOf(entry) === null);
  const bytes = await readBlobs(
    git,
    plain.map(({ id }) => id),
  );
  const files: TextFile[] = [];
  for (const [index, { path }] of plain.entries()) {
    const content = bytes[index];
    invariant(content, 'git gives a content for every blob asked for');
    const read = decodeFile(path, content);
    if ('text' in read) files.push(read);
    else problems.push(read);
  }
  return { files, problems };
}

function flawOf({ mode, size, path }: TreeEntry): FileProblem | null {
  if (mode === '120000') return atStart(path, 'is a link, which is not followed: put the file itself there');
  if (!FILE_MODE.test(mode)) return atStart(path, 'is no file');
  if ((size ?? 0) > MAX_FILE_BYTES) {
    return atStart(path, `is too large: ${size} bytes, at most ${MAX_FILE_BYTES} are read`);
  }
  return null;
}

async function list(git: Git, commit: string, path: string): Promise<TreeEntry[]> {
  const text = await git.run(['ls-tree', '-z', '-l', '--full-tree', commit, '--', path]);
  return text.split('\0').flatMap((line) => {
    const [, mode, , id, size, at] = LINE.exec(line) ?? [];
    if (mode === undefined || id === undefined || at === undefined) return [];
    return [{ mode, id, size: size === '-' ? null : Number(size), path: at }];
  });
}

/** In the order asked for: `git cat-file --batch` writes "<id> blob <bytes>", a line feed, the bytes, a line feed. */
async function readBlobs(git: Git, ids: readonly string[]): Promise<Buffer[]> {
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
