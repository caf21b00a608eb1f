import type { Git } from '#lib/git/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/** What no revision holds: line breaks would be further questions to git. */
const NO_REVISION = /[\p{Cc}\s]/u;

/** The commit that a revision names (a branch, a tag, an id, `main~2`); null where there is none here. */
export async function commitAt(git: Git, revision: string): Promise<string | null> {
  if (revision === '' || NO_REVISION.test(revision)) return null;
  const told = await git.run(['cat-file', '--batch-check'], { input: `${revision}^{commit}\n` });
  return /^([0-9a-f]{40,64}) commit \d+$/.exec(told.trim())?.[1] ?? null;
}

/**
 * The commit at which the work tree's history left that of `ref`.
 *
 * @throws TidemarkError `invalid_input` that says how to get it where it is not in this clone
 */
export async function mergeBase(git: Git, ref: string): Promise<string> {
  const base = await commitAt(git, ref);
  const isShallow = (await git.run(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  if (base === null) throw unknownRef(ref, isShallow);
  const head = await commitAt(git, 'HEAD');
  if (head === null) throw new TidemarkError('invalid_input', `There is no commit here yet to compare with ${ref}.`);
  const found = await git.run(['merge-base', head, base]).catch(() => '');
  if (found.trim() !== '') return found.trim();
  throw new TidemarkError(
    'invalid_input',
    isShallow
      ? `This shallow clone does not reach back to where the history left ${ref}. ${DEEPEN}`
      : `${ref} and the commit checked out share no history. Name the branch that the change goes to with --base.`,
  );
}

const DEEPEN =
  'Deepen it with "git fetch --unshallow origin"; on GitHub Actions set fetch-depth: 0 for actions/checkout, on GitLab CI set GIT_DEPTH: 0.';

function unknownRef(ref: string, isShallow: boolean): TidemarkError {
  const shown = JSON.stringify(ref);
  const told = isShallow
    ? `There is no ref ${shown} in this shallow clone. ${DEEPEN} Clones of one branch also need that ref by name, as in "git fetch origin main:refs/remotes/origin/main".`
    : `There is no ref ${shown} in this repository. Fetch it ("git fetch origin"), or name another with --base, such as origin/main.`;
  return new TidemarkError('invalid_input', told);
}
