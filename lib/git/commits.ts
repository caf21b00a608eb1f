import { LOCAL_TIMEOUT_MS } from './limits.ts';
import { isCommitId } from './refs.ts';
import type { Git } from './types.ts';

/** A commit as people tell it apart. */
export interface CommitFacts {
  commit: string;
  author: string;
  /** When it was written, by its author's clock. */
  at: Date;
  /** First line of its message. */
  subject: string;
}

/** Characters of an author's name or a subject that are kept: both are whatever somebody pushed. */
const MAX_CHARS = 200;

/** Last moment a date can hold, in seconds. */
const LAST_SECOND = 8.64e12;

interface Range {
  /** Left out of the range, with all that came before it. */
  from: string;
  to: string;
}

/**
 * The latest `limit` commits after `from` up to `to` that touched `path`, newest first; the clone holds both ends.
 *
 * @param limit Most commits to give.
 */
export async function commitsTouching(
  git: Git,
  { from, to }: Range,
  path: string,
  limit: number,
): Promise<CommitFacts[]> {
  const format = '--format=%H%x1f%at%x1f%an%x1f%s';
  const range = [`--max-count=${limit}`, to, `^${from}`, '--', `:(top,literal)${path}`];
  const listed = await git.run(['log', '-z', '--no-show-signature', format, ...range], {
    timeoutMs: LOCAL_TIMEOUT_MS,
  });
  return listed.split('\0').flatMap((line) => {
    const [commit = '', at, author = '', ...subject] = line.split('\x1f');
    if (!isCommitId(commit)) return [];
    const seconds = Math.min(Math.max(Number(at) || 0, 0), LAST_SECOND);
    return [{ commit, author: short(author), at: new Date(seconds * 1000), subject: short(subject.join(' ')) }];
  });
}

/** How many commits lie after `from` up to `to`; the clone holds both ends. */
export async function countCommits(git: Git, { from, to }: Range): Promise<number> {
  return Number(await git.run(['rev-list', '--count', to, `^${from}`], { timeoutMs: LOCAL_TIMEOUT_MS }));
}

function short(text: string): string {
  return text.length <= MAX_CHARS ? text : `${text.slice(0, MAX_CHARS - 1)}…`;
}
