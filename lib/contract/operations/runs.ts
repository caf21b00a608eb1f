import { z } from 'zod';
import { idText, page } from '../common.ts';
import { operation } from '../operation.ts';
import { runDetail, runEstimate, runListQuery, runPromptEvidence, runSummary, startRunBody } from '../runs.ts';

const runParams = z.object({ runId: idText });

export const runOperations = {
  listRuns: operation({
    tag: 'Runs',
    summary: 'List runs, newest first',
    permission: 'view',
    query: runListQuery,
    response: page(runSummary),
  }),
  startRun: operation({
    tag: 'Runs',
    summary: 'Start a check, or capture a new baseline',
    permission: 'run.start',
    body: startRunBody,
    status: 201,
    response: runSummary,
  }),
  estimateRun: operation({
    tag: 'Runs',
    summary: 'Calls and cost of a run before it is started',
    permission: 'run.start',
    body: startRunBody,
    response: runEstimate,
  }),
  getRun: operation({
    tag: 'Runs',
    summary: 'One run with its signals and prompts',
    permission: 'view',
    params: runParams,
    response: runDetail,
  }),
  cancelRun: operation({
    tag: 'Runs',
    summary: 'Stop a run that has not ended',
    permission: 'run.cancel',
    params: runParams,
    response: runSummary,
  }),
  getRunPrompt: operation({
    tag: 'Runs',
    summary: 'Old and new answers of one prompt',
    permission: 'view',
    params: runParams.extend({ promptId: idText }),
    response: runPromptEvidence,
  }),
};
