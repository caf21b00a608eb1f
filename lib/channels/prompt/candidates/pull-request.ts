import type { NewPullRequest } from '#lib/forge/types.ts';

/** What is said of an approved candidate in its commit and its pull request. */
export interface PublicationFacts {
  candidateId: number;
  /** Null: a new task; else the task that the candidate was merged into. */
  mergedInto: string | null;
  taskId: string;
  branch: string;
  path: string;
  evaluator: string;
  score: number;
  traceUrl: string;
  approvedBy: string;
  approvedAt: Date;
}

/** First line of the commit, and title of the pull request. */
function titleOf({ mergedInto, taskId }: PublicationFacts): string {
  return mergedInto === null ? `Golden task ${taskId}` : `Golden task ${taskId}: another case`;
}

/** The commit's message. It depends on nothing that changes, so that every attempt makes the same commit. */
export function commitMessage(facts: PublicationFacts): string {
  return `${titleOf(facts)}

From a trace that ${oneLine(facts.evaluator)} scored ${facts.score}: ${oneLine(facts.traceUrl)}
Approved by ${oneLine(facts.approvedBy)} at ${facts.approvedAt.toISOString()}

Tidemark-Candidate: ${facts.candidateId}
`;
}

/** The pull request of an approved candidate into `base`. Words from traces are quoted, so that they format nothing. */
export function pullRequestOf(facts: PublicationFacts, base: string): NewPullRequest {
  const what =
    facts.mergedInto === null
      ? `Adds the golden task \`${facts.taskId}\``
      : `Changes the golden task \`${facts.taskId}\` so that it covers another case`;
  const body = `${what} in \`${facts.path}\`.

- Trace: <${facts.traceUrl}>
- Score of ${code(facts.evaluator)}: ${facts.score}
- Approved by ${code(facts.approvedBy)} at ${facts.approvedAt.toISOString()}

The task has no baseline yet. After the merge, measure one with \`tidemark golden bless\`.
`;
  return { branch: facts.branch, base, title: titleOf(facts), body };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``;
}
