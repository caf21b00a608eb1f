import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FlagFileText } from '#lib/flagd/edit/types.ts';
import { flagFilesIn, readFlagFolder } from '#lib/flagd/files/read-folder.ts';
import type { GitFlags } from '#lib/flagd/types.ts';
import { withCommit } from '#lib/gitops/source/checkout.ts';
import { materialiseFolder } from '#lib/gitops/source/materialise.ts';
import type { GitSource, LastGood, SkippedEntry, SourceState } from '#lib/gitops/source/types.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';

/** git's side at one commit. */
export interface GitSide {
  flags: GitFlags;
  /** The files that may hold flags, as they are written; relative to the folder. */
  files: FlagFileText[];
  state: SourceState;
}

interface ReadOptions {
  /** As `tidyFolder` gives it. */
  path: string;
  /** Taken while git cannot be read; null: nothing is. */
  last: LastGood | null;
  /** A commit other than the head of the branch. */
  commit?: string;
  now: Clock;
  signal: AbortSignal;
  /** Where clones are kept; in the data folder when left out. */
  clones?: string | undefined;
}

/**
 * Reads the flags of one folder of a git source.
 *
 * @throws TidemarkError as `withCommit` and `materialiseFolder`.
 */
export async function readGitSide(source: Omit<GitSource, 'ignore'>, options: ReadOptions): Promise<GitSide> {
  const { path } = options;
  const top = temporaryFolder('flags');
  const folder = join(top, 'files', path);
  try {
    const { state, skipped } = await withCommit(source, options, async (git, found) => {
      rmSync(join(top, 'files'), { recursive: true, force: true });
      mkdirSync(join(top, 'files'));
      return { state: found, skipped: await materialiseFolder(git, found.commit, path, join(top, 'files')) };
    });
    const flags = await readFlagFolder(folder, path === '' ? 'the repository' : path);
    const missed = skipped.flatMap(notRead);
    const files = flags.flags.length + flags.unclear.length === 0 && !flags.isWhole ? [] : textsIn(folder);
    return {
      flags: {
        ...flags,
        isWhole: flags.isWhole && missed.length === 0,
        notCompared: [...flags.notCompared, ...missed],
      },
      files,
      state,
    };
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** A folder without what says nothing: `./flags/` is `flags`, `.` is ''. */
export function tidyFolder(path: string): string {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/');
}

function textsIn(folder: string): FlagFileText[] {
  return flagFilesIn(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** A file of flags that is not written out; links are passed over as flagd's sources do. */
function notRead({ path, kind }: SkippedEntry): NotCompared[] {
  if (kind === 'link' || kind === 'submodule' || !/\.(json|ya?ml)$/.test(path)) return [];
  const detail = kind === 'too_large' ? `${path} is too large to be read.` : `${path} has a name that is not read.`;
  return [{ reason: 'not_rendered', subject: `flags of ${path}`, detail }];
}
