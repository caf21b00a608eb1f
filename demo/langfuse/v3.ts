import { json, type Reply } from '../http.ts';
import { countOf, groups, refusal, scoresOf } from './parameters.ts';
import type { DemoProject, DemoTrace } from './project.ts';
import { baseScore, pathOf, rowsOf } from './rows.ts';

/** `GET /api/public/v2/scores` */
export function listScores(project: DemoProject, query: URLSearchParams): Reply {
  groups(query, ['score', 'trace']);
  const limit = countOf(query, 'limit', 50, 100);
  const page = countOf(query, 'page', 1, 1_000_000);
  const all = scoresOf(project, query, 'value');
  const data = all.slice((page - 1) * limit, page * limit).map((score) => ({
    ...baseScore(score),
    dataType: 'NUMERIC',
    value: score.value,
    traceId: score.traceId,
    observationId: score.observationId,
    sessionId: null,
    datasetRunId: null,
    authorUserId: null,
    comment: score.comment,
    metadata: {},
    configId: null,
    queueId: null,
  }));
  const totalPages = Math.ceil(all.length / limit);
  return json(200, { data, meta: { page, limit, totalItems: all.length, totalPages } });
}

/** `GET /api/public/traces/{traceId}` */
export function getTrace(project: DemoProject, traceId: string, query: URLSearchParams): Reply {
  const asked = groups(query, ['core', 'io', 'scores', 'observations', 'metrics']);
  const wants = (group: string) => asked.length === 0 || asked.includes(group);
  const trace = project.traces.get(traceId);
  if (trace === undefined) return refusal(404, `Trace ${traceId} not found within authorized project`);
  return json(200, {
    id: trace.id,
    timestamp: trace.at.toISOString(),
    name: 'support',
    sessionId: null,
    release: null,
    version: null,
    userId: null,
    tags: [],
    public: false,
    environment: 'default',
    htmlPath: pathOf(project, trace),
    ...(wants('io') && { input: trace.input, output: trace.output, metadata: {} }),
    latency: wants('metrics') ? trace.latencySeconds : -1,
    totalCost: wants('metrics') ? trace.costUsd : -1,
    observations: wants('observations') ? observationsOf(trace) : [],
    scores: [],
  });
}

function observationsOf(trace: DemoTrace) {
  return rowsOf(trace).map((row) => ({
    id: row.id,
    traceId: trace.id,
    type: row.type,
    name: row.name,
    startTime: row.startTime,
    endTime: row.endTime,
    completionStartTime: null,
    parentObservationId: row.isRoot ? null : `${trace.id}-0`,
    model: row.model,
    modelParameters: {},
    input: row.input,
    output: row.output,
    version: null,
    metadata: {},
    usage: { input: 0, output: 0, total: 0, unit: 'TOKENS', inputCost: 0, outputCost: 0, totalCost: row.costUsd ?? 0 },
    level: 'DEFAULT',
    statusMessage: null,
    promptId: null,
    usageDetails: {},
    costDetails: {},
    environment: 'default',
    promptName: null,
    promptVersion: null,
    modelId: null,
    inputPrice: null,
    outputPrice: null,
    totalPrice: null,
    calculatedInputCost: null,
    calculatedOutputCost: null,
    calculatedTotalCost: row.costUsd,
    latency: row.latency,
    timeToFirstToken: null,
  }));
}
