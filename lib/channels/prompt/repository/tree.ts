import { listTree, readBlobs, type TreeEntry } from '#lib/git/tree.ts';
import type { Git } from '#lib/git/types.ts';
import { invariant } from '#lib/platform/errors.ts';
import { atStart, decodeFile, MAX_FILE_BYTES, type TextFile } from '#lib/yaml/file.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';

/** A file git runs or shows as it is; links and submodules are none. */
const FILE_MODE = /^100(644|755)$/;

/** What stands directly in a folder of a commit, in the order of the names; empty where there is no such folder. */
export function entriesIn(git: Git, commit: string, folder: string): Promise<TreeEntry[]> {
  return listTree(git, commit, `${folder}/`);
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
