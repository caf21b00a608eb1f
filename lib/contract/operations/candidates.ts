import { z } from 'zod';
import { taskId } from '#lib/channels/prompt/task/format.ts';
import {
  approveCandidateBody,
  candidateDetail,
  candidateDraftBody,
  candidateListQuery,
  candidateSummary,
  candidateTry,
  draftCheck,
  draftCheckBody,
  mergeCandidateBody,
  mergeTarget,
  rejectCandidateBody,
  tryCandidateBody,
  tryEstimate,
} from '../candidates.ts';
import { idText, page } from '../common.ts';
import { operation } from '../operation.ts';

const candidateParams = z.object({ candidateId: idText });

export const candidateOperations = {
  listCandidates: operation({
    tag: 'Candidates',
    summary: 'List the candidates, the lowest scores first',
    permission: 'view',
    query: candidateListQuery,
    response: page(candidateSummary),
  }),
  getCandidate: operation({
    tag: 'Candidates',
    summary: 'One candidate with its trace, draft and way into git',
    permission: 'view',
    params: candidateParams,
    response: candidateDetail,
  }),
  saveCandidateDraft: operation({
    tag: 'Candidates',
    summary: "Store an edit of the task's file, finished or not",
    permission: 'candidate.decide',
    params: candidateParams,
    body: candidateDraftBody,
    response: candidateDetail,
  }),
  checkCandidateDraft: operation({
    tag: 'Candidates',
    summary: 'What is wrong with a draft; nothing is stored',
    permission: 'candidate.decide',
    params: candidateParams,
    body: draftCheckBody,
    response: draftCheck,
  }),
  rejectCandidate: operation({
    tag: 'Candidates',
    summary: 'Leave the golden suite as it is',
    permission: 'candidate.decide',
    params: candidateParams,
    body: rejectCandidateBody,
    response: candidateDetail,
  }),
  approveCandidate: operation({
    tag: 'Candidates',
    summary: 'Put the draft on a branch of the repository, with a pull request where a forge is set up',
    permission: 'candidate.decide',
    personOnly: true,
    params: candidateParams,
    body: approveCandidateBody,
    response: candidateDetail,
  }),
  getMergeTarget: operation({
    tag: 'Candidates',
    summary: 'The file of a task that the candidate could be merged into',
    permission: 'candidate.decide',
    params: candidateParams.extend({ taskId }),
    response: mergeTarget,
  }),
  mergeCandidate: operation({
    tag: 'Candidates',
    summary: "Put an edit of an existing task's file on a branch, instead of a new task",
    permission: 'candidate.decide',
    personOnly: true,
    params: candidateParams,
    body: mergeCandidateBody,
    response: candidateDetail,
  }),
  estimateCandidateTry: operation({
    tag: 'Candidates',
    summary: 'Calls and cost of one try of a draft',
    permission: 'candidate.decide',
    params: candidateParams,
    body: tryCandidateBody,
    response: tryEstimate,
  }),
  tryCandidate: operation({
    tag: 'Candidates',
    summary: 'Run a draft once against an agent and a model; costs what the estimate says at most',
    permission: 'candidate.decide',
    params: candidateParams,
    body: tryCandidateBody,
    response: candidateTry,
  }),
  retryPublication: operation({
    tag: 'Candidates',
    summary: 'Try now to push an approved candidate and to open its pull request',
    permission: 'candidate.decide',
    params: candidateParams,
    response: candidateDetail,
  }),
};
