import type { NewPullRequest } from '#lib/forge/types.ts';

/** What is said of a flag that goes to git, in its commit and its pull request. */
export interface SyncFacts {
  decisionId: number;
  /** As `flagName` has it. */
  flag: string;
  /** Whether flagd serves the flag no more. */
  isRemoval: boolean;
  flagd: string;
  branch: string;
  path: string;
  reason: string;
  decidedBy: string;
  decidedAt: Date;
}

/** First line of the commit, and title of the pull request. */
function titleOf({ flag, flagd, isRemoval }: SyncFacts): string {
  const what = isRemoval
    ? `Remove ${flag}, which ${flagd} no longer serves`
    : `Take over ${flag} as ${flagd} serves it`;
  const line = oneLine(what);
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE - 1)}…`;
}

const MAX_TITLE = 120;

/** The commit's message. It depends on nothing that changes, so that every attempt makes the same commit. */
export function commitMessage(facts: SyncFacts): string {
  return `${titleOf(facts)}

${oneLine(facts.reason)}
Decided by ${oneLine(facts.decidedBy)} at ${facts.decidedAt.toISOString()}

Tidemark-Flag-Decision: ${facts.decisionId}
`;
}

/** The pull request into `base`. Names and reasons are quoted, so that they format nothing. */
export function pullRequestOf(facts: SyncFacts, base: string): NewPullRequest {
  const what = facts.isRemoval ? 'Removes' : 'Changes';
  const body = `${what} ${code(facts.flag)} in ${code(facts.path)}, so that git says what ${code(facts.flagd)} serves.

- Reason: ${code(facts.reason)}
- Decided by ${code(facts.decidedBy)} at ${facts.decidedAt.toISOString()}

Close this to leave git as it is.
`;
  return { branch: facts.branch, base, title: titleOf(facts), body };
}

/** Name of the branch of the nth time that a flag goes to git. */
export function syncBranch(key: string, objectId: number, nth: number): string {
  const slug = key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `tidemark/flags/${slug === '' ? 'flag' : slug}-${objectId}${nth === 1 ? '' : `.${nth}`}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``;
}
