import { z } from 'zod';
import { idText, page, pageQuery } from '../common.ts';
import {
  candidateScan,
  candidateScanBody,
  candidateScanQuery,
  langfuseSource,
  langfuseSourceBody,
  langfuseSourcePatch,
  langfuseTest,
} from '../langfuse.ts';
import { noContent, operation } from '../operation.ts';

const sourceParams = z.object({ sourceId: idText });

export const langfuseOperations = {
  listLangfuseSources: operation({
    tag: 'Candidates',
    summary: 'List the Langfuse projects that are searched for low-scored traces',
    permission: 'view',
    query: pageQuery,
    response: page(langfuseSource),
  }),
  createLangfuseSource: operation({
    tag: 'Candidates',
    summary: 'Have a Langfuse project searched',
    permission: 'langfuse.write',
    body: langfuseSourceBody,
    status: 201,
    response: langfuseSource,
  }),
  updateLangfuseSource: operation({
    tag: 'Candidates',
    summary: 'Change what is searched for, or the keys',
    permission: 'langfuse.write',
    params: sourceParams,
    body: langfuseSourcePatch,
    response: langfuseSource,
  }),
  deleteLangfuseSource: operation({
    tag: 'Candidates',
    summary: 'Remove a Langfuse project that no candidate came from',
    permission: 'langfuse.write',
    params: sourceParams,
    status: 204,
    response: noContent,
  }),
  testLangfuseSource: operation({
    tag: 'Candidates',
    summary: 'Try address, keys and evaluator with three reading calls',
    permission: 'langfuse.write',
    params: sourceParams,
    response: langfuseTest,
  }),
};

export const candidateScanOperations = {
  listCandidateScans: operation({
    tag: 'Candidates',
    summary: 'List the searches for candidates, newest first',
    permission: 'view',
    query: candidateScanQuery,
    response: page(candidateScan),
  }),
  startCandidateScan: operation({
    tag: 'Candidates',
    summary: 'Search a Langfuse project now',
    permission: 'candidate.decide',
    body: candidateScanBody,
    status: 201,
    response: candidateScan,
  }),
  cancelCandidateScan: operation({
    tag: 'Candidates',
    summary: 'Stop a search; candidates that were found stay',
    permission: 'candidate.decide',
    params: z.object({ scanId: idText }),
    response: candidateScan,
  }),
};
