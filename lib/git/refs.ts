import { TidemarkError } from '#lib/platform/errors.ts';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
/** What `git check-ref-format --branch` refuses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const REFUSED = /^[-/]|\/$|\/\/|\.\.|@\{|^@$|\.$|(^|\/)\.|\.lock(\/|$)|[\u0000-\u0020\u007f~^:?*[\\]/;

/** Whether `text` is the full id of a commit. */
export function isCommitId(text: string): boolean {
  return COMMIT.test(text);
}

/** Whether `text` can name a branch; such a name is also safe as a word of a command line. */
export function isBranchName(text: string): boolean {
  return text.length > 0 && text.length <= 200 && !REFUSED.test(text);
}

/** @throws TidemarkError `invalid_input` when `text` cannot name a branch. */
export function branchRef(text: string): string {
  if (isBranchName(text)) return `refs/heads/${text}`;
  throw new TidemarkError('invalid_input', `${JSON.stringify(text)} cannot be the name of a branch.`);
}
