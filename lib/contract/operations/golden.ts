import { page } from '../common.ts';
import { goldenTaskAttempts } from '../golden/attempts.ts';
import { goldenReportBody } from '../golden/report.ts';
import {
  goldenRunDetail,
  goldenRunEstimate,
  goldenRunListQuery,
  goldenRunParams,
  goldenRunSummary,
  goldenTarget,
  goldenTargets,
  regressionsByWeek,
  regressionsQuery,
  startGoldenRunBody,
} from '../golden/runs.ts';
import {
  goldenTaskDetail,
  goldenTaskListQuery,
  goldenTaskParams,
  goldenTaskQuery,
  goldenTaskSummary,
  repositoryParams,
} from '../golden/tasks.ts';
import { operation } from '../operation.ts';

export const goldenOperations = {
  listGoldenRuns: operation({
    tag: 'Golden suite',
    summary: 'List golden runs, newest first',
    permission: 'view',
    query: goldenRunListQuery,
    response: page(goldenRunSummary),
  }),
  startGoldenRun: operation({
    tag: 'Golden suite',
    summary: 'Replay the golden suite with one agent and one model',
    permission: 'golden.run',
    body: startGoldenRunBody,
    status: 201,
    response: goldenRunSummary,
  }),
  estimateGoldenRun: operation({
    tag: 'Golden suite',
    summary: 'Calls and cost of a golden run before it is started',
    permission: 'golden.run',
    body: startGoldenRunBody,
    response: goldenRunEstimate,
  }),
  getGoldenRun: operation({
    tag: 'Golden suite',
    summary: 'One golden run with its tasks',
    permission: 'view',
    params: goldenRunParams,
    response: goldenRunDetail,
  }),
  cancelGoldenRun: operation({
    tag: 'Golden suite',
    summary: 'Stop a golden run that has not ended',
    permission: 'golden.run',
    params: goldenRunParams,
    response: goldenRunSummary,
  }),
  getGoldenTaskAttempts: operation({
    tag: 'Golden suite',
    summary: 'Old and new answers of one task of a run',
    permission: 'view',
    params: goldenRunParams.extend(goldenTaskParams.shape),
    response: goldenTaskAttempts,
  }),
  listGoldenTasks: operation({
    tag: 'Golden suite',
    summary: 'List golden tasks with how stable they are over nights',
    permission: 'view',
    query: goldenTaskListQuery,
    response: page(goldenTaskSummary),
  }),
  getGoldenTask: operation({
    tag: 'Golden suite',
    summary: 'One golden task with its baselines and history',
    permission: 'view',
    params: goldenTaskParams,
    query: goldenTaskQuery,
    response: goldenTaskDetail,
  }),
  listGoldenTargets: operation({
    tag: 'Golden suite',
    summary: 'Repositories with their agents and models',
    permission: 'view',
    response: goldenTargets,
  }),
  readGoldenSuite: operation({
    tag: 'Golden suite',
    summary: 'Read the suite and the agents of a repository again',
    permission: 'golden.run',
    params: repositoryParams,
    response: goldenTarget,
  }),
  goldenRegressionsByWeek: operation({
    tag: 'Golden suite',
    summary: 'Regressed tasks by calendar week',
    permission: 'view',
    query: regressionsQuery,
    response: regressionsByWeek,
  }),
  postGoldenReport: operation({
    tag: 'Golden suite',
    summary: 'Store the result of a gate that ran in a pipeline',
    permission: 'golden.report',
    body: goldenReportBody,
    // Next reads at most 10 MB of a body where a proxy.ts stands before the routes.
    maxBodyBytes: 8 * 1024 * 1024,
    takesAnyText: true,
    status: 201,
    response: goldenRunSummary,
  }),
};
