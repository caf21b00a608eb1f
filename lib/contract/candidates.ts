import { z } from 'zod';
import { reportedAttempt } from '#lib/channels/prompt/report/attempt.ts';
import { agentName, modelName, taskId } from '#lib/channels/prompt/task/format.ts';
import { id, idText, instant, pageQuery, personRef } from './common.ts';

export const candidateState = z.enum(['pending', 'approved', 'rejected', 'merged']);

/** `pending`: not on the server yet; `pushed`: a branch without a pull request; the others are the pull request's. */
export const publicationState = z.enum(['pending', 'pushed', 'open', 'merged', 'closed']);

const webAddress = z.url({ protocol: /^https?$/ });

/** How far an approved candidate is on its way into git. */
export const publicationView = z.object({
  state: publicationState,
  branch: z.string(),
  /** Of the task's file within the repository. */
  path: z.string(),
  commitSha: z.string().nullable(),
  pullRequestUrl: webAddress.nullable(),
  pullRequestNumber: z.int().nullable(),
  attempts: z.int(),
  /** What went wrong the last time; null when nothing did. */
  lastError: z.string().nullable(),
  /** Whether that needs a person; else it is tried again soon. */
  blocked: z.boolean(),
  updatedAt: instant,
});

/** One thing wrong with a draft. */
export const draftProblem = z.object({ line: z.int(), column: z.int(), reason: z.string() });

export const candidateSummary = z.object({
  id,
  state: candidateState,
  source: z.object({ id, name: z.string(), isDemo: z.boolean() }),
  repository: z.object({ id, name: z.string() }),
  agent: z.string(),
  traceId: z.string(),
  traceUrl: webAddress,
  traceAt: instant,
  evaluator: z.string(),
  score: z.number(),
  comment: z.string(),
  model: z.string().nullable(),
  costUsd: z.number().nullable(),
  latencyMs: z.int().nullable(),
  /** Beginning of what was asked last, on one line. */
  excerpt: z.string(),
  createdAt: instant,
  decidedBy: personRef.nullable(),
  decidedAt: instant.nullable(),
  /** Why it was rejected or merged; empty otherwise. */
  decisionReason: z.string(),
  /** Task that it was merged into. */
  mergedInto: z.string().nullable(),
  publication: publicationView.nullable(),
});

export const candidateDetail = candidateSummary.extend({
  /** Redacted; cut where too long. */
  input: z.string(),
  output: z.string(),
  /** What was redacted; never the values. */
  redactions: z.array(z.object({ kind: z.string(), where: z.string(), count: z.int() })),
  /** The task's file as a curator last left it. */
  draft: z.string(),
  /** Counts edits; send it back with what you decide. */
  revision: z.int(),
  editedBy: personRef.nullable(),
  editedAt: instant.nullable(),
  /** What keeps the draft from being approved, as far as its text and the suite as it was read last tell. */
  problems: z.array(draftProblem),
  /** Where an approval would write to; null where the draft has no usable id yet. */
  target: z
    .object({
      url: z.string(),
      baseBranch: z.string(),
      branch: z.string(),
      path: z.string(),
      opensPullRequest: z.boolean(),
    })
    .nullable(),
});

export const candidateListQuery = pageQuery.extend({
  state: candidateState.optional(),
  sourceId: idText.optional(),
});

/** Largest draft, in UTF-16 code units; the parser bounds it in bytes. */
const draft = z
  .string()
  .min(1)
  .max(524_288)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must not hold NUL or half of a surrogate pair');
const revision = z.int().nonnegative();
const reason = z.string().trim().min(3, 'say in a few words why').max(500);

export const candidateDraftBody = z.object({ draft, revision });
export const draftCheckBody = z.object({
  draft,
  /** Task whose file the text is an edit of; left out: the text is a new task. */
  taskId: taskId.optional(),
});
export const draftCheck = z.object({ problems: z.array(draftProblem) });
export const rejectCandidateBody = z.object({ reason, revision });
/** Why it is taken back may be left out: mostly the pull request says it. */
export const reopenCandidateBody = z.object({ reason: z.string().trim().max(500).default(''), revision });
/** What is approved: the draft as stored at this revision. */
export const approveCandidateBody = z.object({ revision });

/** The file of a task that a candidate could be merged into, as it stands on the branch. */
export const mergeTarget = z.object({ taskId, path: z.string(), text: z.string(), commitSha: z.string() });

export const mergeCandidateBody = z.object({
  taskId,
  /** The task's whole file after the merge. */
  content: draft,
  /** Commit whose file was edited; from the merge target. */
  commitSha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'must be the full id of a commit'),
  reason,
  revision,
});

export const tryCandidateBody = z.object({
  /** What is tried; it need not be saved. */
  draft,
  agent: agentName,
  model: modelName,
});

/** What one try would take. */
export const tryEstimate = z.object({
  /** Model calls, the judge's included. */
  calls: z.int(),
  promptTokens: z.int(),
  maxCompletionTokens: z.int(),
  /** Upper bound in US dollars; null while a price is unknown. */
  maxCostUsd: z.number().nullable(),
  /** US dollars that the repository's budget allows; null for no limit. */
  budgetUsd: z.number().nullable(),
});

export const candidateTry = z.object({ estimate: tryEstimate, attempt: reportedAttempt });

export type CandidateState = z.infer<typeof candidateState>;
export type PublicationState = z.infer<typeof publicationState>;
export type PublicationView = z.infer<typeof publicationView>;
export type DraftProblem = z.infer<typeof draftProblem>;
export type CandidateSummary = z.infer<typeof candidateSummary>;
export type CandidateDetail = z.infer<typeof candidateDetail>;
export type MergeTarget = z.infer<typeof mergeTarget>;
export type TryCandidateBody = z.infer<typeof tryCandidateBody>;
export type TryEstimate = z.infer<typeof tryEstimate>;
export type CandidateTry = z.infer<typeof candidateTry>;
