import { z } from 'zod';
import { type CandidateDetail, candidateDetail } from '#lib/contract/candidates.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { suiteSnapshot } from '../../runs/suite-snapshot.ts';
import { checkDraft, idOfDraft } from '../draft.ts';
import { publicationBranch } from '../plan-publication.ts';
import { problemsOfDraft } from '../suite-problems.ts';
import { CANDIDATE_INCLUDE, type CandidateRow, candidateSummaryOf } from './summary.ts';

/** Where suites are unless a project says otherwise. */
const USUAL_SUITE = 'evals/golden';

const redactions = candidateDetail.shape.redactions.catch([]);
const snapshotPaths = z.object({ tasks: z.array(suiteSnapshot.shape.tasks.element.pick({ path: true })) });

/** One candidate with its trace, draft and way into git. @throws TidemarkError `not_found`. */
export async function getCandidate(db: Db, candidateId: number): Promise<CandidateDetail> {
  const row = await db.candidate.findUnique({ where: { id: candidateId }, include: CANDIDATE_INCLUDE });
  const candidate = found(row, `candidate ${candidateId}`);
  const { input, output, draft, revision, editor, editedAt } = candidate;
  return {
    ...candidateSummaryOf(candidate),
    input,
    output,
    redactions: redactions.parse(candidate.redactions),
    draft,
    revision,
    editedBy: editor,
    editedAt: editedAt?.toISOString() ?? null,
    // What is decided may be part of the suite by now.
    problems:
      candidate.state === 'pending'
        ? await problemsOfDraft(db, { repositoryId: candidate.source.repository.id, text: draft })
        : checkDraft(draft).problems,
    target: await targetOf(db, candidate),
  };
}

async function targetOf(
  db: Db,
  { id, reopened, draft, source, publication }: CandidateRow,
): Promise<CandidateDetail['target']> {
  const { url, branch: baseBranch, forge, id: repositoryId } = source.repository;
  const common = { url, baseBranch, opensPullRequest: forge !== 'none' };
  if (publication !== null) return { ...common, branch: publication.branch, path: publication.path };
  const taskId = idOfDraft(draft);
  if (taskId === null) return null;
  const path = `${await suiteFolder(db, repositoryId)}/${taskId}.yaml`;
  return { ...common, branch: publicationBranch(taskId, { id, reopened }), path };
}

/** As the suite was read last. */
async function suiteFolder(db: Db, repositoryId: number): Promise<string> {
  const row = await db.goldenSuite.findUnique({ where: { repositoryId }, select: { content: true } });
  const [task] = snapshotPaths.safeParse(row?.content).data?.tasks ?? [];
  return task?.path.split('/').slice(0, -1).join('/') ?? USUAL_SUITE;
}
