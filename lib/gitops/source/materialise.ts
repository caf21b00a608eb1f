import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listBelow, listWholeTree, readBlobs, type TreeEntry } from '#lib/git/tree.ts';
import type { Git } from '#lib/git/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { BLOB_BATCH_BYTES, MAX_FILE_BYTES, MAX_TREE_BYTES, MAX_TREE_FILES } from '../limits.ts';
import { ignoreFilter, readIgnorePatterns } from './ignore.ts';
import type { SkippedEntry } from './types.ts';

const IGNORE_FILE = /(^|\/)\.sourceignore$/;

/**
 * Writes the files of a commit into an empty folder, as far as Flux takes them over: without what is ignored, without
 * links and submodules, and without names that lead out of the folder.
 *
 * @param ignore Patterns of the GitRepository, which come after those of the repository.
 * @throws TidemarkError `invalid_input` when there are too many files or bytes.
 */
export async function materialise(
  git: Git,
  commit: string,
  folder: string,
  ignore: string | null,
): Promise<SkippedEntry[]> {
  const { files, skipped } = sortEntries(await listWholeTree(git, commit));
  const isIgnored = ignoreFilter([...(await patternsOf(git, files)), ...readIgnorePatterns(ignore ?? '')]);
  const taken = files.filter(({ path }) => !isIgnored(path));
  await writeFiles(git, taken, folder);
  return skipped.filter(({ path }) => !isIgnored(path));
}

/**
 * Writes the files below one folder of a commit into an empty folder, whatever Flux leaves out of the repository.
 *
 * @param path from the top of the repository; '' for all of it
 * @throws TidemarkError as {@link materialise}.
 */
export async function materialiseFolder(
  git: Git,
  commit: string,
  path: string,
  folder: string,
): Promise<SkippedEntry[]> {
  const { files, skipped } = sortEntries(
    path === '' ? await listWholeTree(git, commit) : await listBelow(git, commit, path),
  );
  await writeFiles(git, files, folder);
  return skipped;
}

async function writeFiles(git: Git, files: readonly TreeEntry[], folder: string): Promise<void> {
  refuseTooMuch(files);
  for (const batch of batches(files)) {
    const contents = await readBlobs(
      git,
      batch.map(({ id }) => id),
    );
    for (const [at, { path }] of batch.entries()) {
      const place = join(folder, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, contents[at] ?? '', { flag: 'wx' });
    }
  }
}

/** What of a commit are plain files of a safe name and size. */
export function sortEntries(entries: readonly TreeEntry[]): { files: TreeEntry[]; skipped: SkippedEntry[] } {
  const files: TreeEntry[] = [];
  const skipped: SkippedEntry[] = [];
  for (const entry of entries) {
    const kind = flawOf(entry);
    if (kind === null) files.push(entry);
    else skipped.push({ path: entry.path, kind });
  }
  return { files, skipped };
}

function flawOf({ mode, size, path }: TreeEntry): SkippedEntry['kind'] | null {
  if (mode === '120000') return 'link';
  if (mode === '160000') return 'submodule';
  const isUnsafe = path
    .split('/')
    .some((name) => name === '' || name === '.' || name === '..' || /^\.git$/i.test(name));
  if (isUnsafe || path.includes('\\')) return 'unsafe_path';
  return (size ?? 0) > MAX_FILE_BYTES ? 'too_large' : null;
}

async function patternsOf(git: Git, files: readonly TreeEntry[]) {
  const found = files.filter(({ path }) => IGNORE_FILE.test(path));
  const texts = await readBlobs(
    git,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ path }, at) => {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    return readIgnorePatterns(texts[at]?.toString('utf8') ?? '', folder);
  });
}

function refuseTooMuch(files: readonly TreeEntry[]): void {
  const bytes = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
  if (files.length <= MAX_TREE_FILES && bytes <= MAX_TREE_BYTES) return;
  const told = `The commit holds ${files.length} files of ${bytes} bytes; at most ${MAX_TREE_FILES} files of ${MAX_TREE_BYTES} bytes are read. Leave out what is not deployed with a .sourceignore file.`;
  throw new TidemarkError('invalid_input', told);
}

function* batches(files: readonly TreeEntry[]): Generator<TreeEntry[]> {
  let batch: TreeEntry[] = [];
  let bytes = 0;
  for (const file of files) {
    batch.push(file);
    bytes += file.size ?? 0;
    if (bytes < BLOB_BATCH_BYTES) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}
