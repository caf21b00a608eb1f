import type { Prisma } from '#generated/prisma/client.ts';
import type { CandidateSummary, PublicationView } from '#lib/contract/candidates.ts';
import { messagesOf } from '../from-trace/messages.ts';

/** Characters of what was asked that a list shows. */
const EXCERPT_CHARS = 160;

const PERSON = { select: { id: true, name: true } } as const;

export const CANDIDATE_INCLUDE = {
  source: {
    select: { id: true, name: true, isDemo: true, agent: true, repository: true },
  },
  decider: PERSON,
  editor: PERSON,
  publication: true,
} as const satisfies Prisma.CandidateInclude;

export type CandidateRow = Prisma.CandidateGetPayload<{ include: typeof CANDIDATE_INCLUDE }>;

/** A candidate as lists show it. */
export function candidateSummaryOf(row: CandidateRow): CandidateSummary {
  const { id: sourceId, name, isDemo, agent, repository } = row.source;
  return {
    id: row.id,
    state: row.state,
    source: { id: sourceId, name, isDemo },
    repository: { id: repository.id, name: repository.name },
    agent,
    traceId: row.traceId,
    traceUrl: row.traceUrl,
    traceAt: row.traceAt.toISOString(),
    evaluator: row.evaluator,
    score: row.score,
    comment: row.comment,
    model: row.model,
    costUsd: row.costUsd,
    latencyMs: row.latencyMs,
    excerpt: excerptOf(row.input),
    createdAt: row.createdAt.toISOString(),
    decidedBy: row.decider,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionReason: row.decisionReason,
    mergedInto: row.mergedInto,
    publication: row.publication === null ? null : publicationView(row.publication),
  };
}

function publicationView(row: NonNullable<CandidateRow['publication']>): PublicationView {
  const { state, branch, path, commitSha, pullRequestUrl, pullRequestNumber, attempts, lastError, blocked } = row;
  const updatedAt = row.updatedAt.toISOString();
  return { state, branch, path, commitSha, pullRequestUrl, pullRequestNumber, attempts, lastError, blocked, updatedAt };
}

/** The last thing that was asked, on one line. */
function excerptOf(input: string): string {
  const question = messagesOf(input).findLast(({ role }) => role === 'user')?.content ?? input;
  const line = question
    .slice(0, EXCERPT_CHARS * 4)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.length > EXCERPT_CHARS ? `${line.slice(0, EXCERPT_CHARS).toWellFormed()}…` : line;
}
