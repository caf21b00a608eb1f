import { json, type Reply } from '../http.ts';
import { allowOnly, BadRequest, countOf, groups, momentOf, scoresOf } from './parameters.ts';
import type { DemoProject, DemoScore } from './project.ts';
import { baseScore, rowsOf } from './rows.ts';

const SCORE_PARAMETERS = [
  ...['limit', 'cursor', 'fields', 'id', 'name', 'source', 'dataType', 'environment', 'configId', 'queueId'],
  ...['authorUserId', 'value', 'valueMin', 'valueMax', 'traceId', 'sessionId', 'observationId', 'experimentId'],
  ...['fromTimestamp', 'toTimestamp'],
];

const OBSERVATION_PARAMETERS = [
  ...['fields', 'expandMetadata', 'limit', 'cursor', 'parseIoAsJson', 'name', 'userId', 'sessionId', 'type', 'traceId'],
  ...['level', 'parentObservationId', 'isRootObservation', 'environment', 'fromStartTime', 'toStartTime', 'version'],
  'filter',
];

const OBSERVATION_GROUPS = [
  ...['core', 'basic', 'time', 'io', 'metadata', 'model', 'usage', 'prompt', 'metrics', 'trace_context'],
];

/** `GET /api/public/v3/scores` */
export function listScores(project: DemoProject, query: URLSearchParams): Reply {
  allowOnly(query, SCORE_PARAMETERS);
  const wanted = groups(query, ['details', 'subject', 'annotation']);
  if (query.has('valueMax') && query.get('dataType')?.toUpperCase() !== 'NUMERIC') {
    throw new BadRequest('valueMax requires dataType=NUMERIC');
  }
  const limit = countOf(query, 'limit', 50, 100);
  const { items, meta } = pageFrom(scoresOf(project, query, 'valueMax'), query.get('cursor'), limit);
  const data = items.map((score) => ({
    ...baseScore(score),
    projectId: project.id,
    dataType: 'NUMERIC',
    value: score.value,
    ...(wanted.includes('details') && { comment: score.comment, configId: null, metadata: {} }),
    ...(wanted.includes('subject') && { subject: subjectOf(score) }),
  }));
  return json(200, { data, meta: { limit, ...meta } });
}

function subjectOf({ traceId, observationId }: DemoScore) {
  return observationId === null ? { kind: 'trace', id: traceId } : { kind: 'observation', id: observationId, traceId };
}

/** `GET /api/public/v2/observations` */
export function listObservations(project: DemoProject, query: URLSearchParams): Reply {
  allowOnly(query, OBSERVATION_PARAMETERS);
  const wanted = groups(query, OBSERVATION_GROUPS);
  const limit = countOf(query, 'limit', 50, 1000);
  const trace = project.traces.get(query.get('traceId') ?? '');
  const from = momentOf(query, 'fromStartTime');
  const to = momentOf(query, 'toStartTime');
  const inTime = trace !== undefined && !(from && trace.at < from) && !(to && trace.at >= to);
  const { items, meta } = pageFrom(inTime ? rowsOf(trace) : [], query.get('cursor'), limit);
  const data = items.map((row) => ({
    id: row.id,
    traceId: trace?.id ?? null,
    projectId: project.id,
    type: row.type,
    startTime: row.startTime,
    endTime: row.endTime,
    parentObservationId: row.isRoot ? null : `${trace?.id}-0`,
    modelId: null,
    inputPrice: null,
    outputPrice: null,
    totalPrice: null,
    ...(wanted.includes('basic') && { name: row.name, level: 'DEFAULT', isRootObservation: row.isRoot }),
    ...(wanted.includes('io') && { input: text(row.input), output: text(row.output) }),
    ...(wanted.includes('model') && { providedModelName: row.model }),
    ...(wanted.includes('usage') && { totalCost: row.costUsd ?? 0, usageDetails: {}, costDetails: {} }),
    ...(wanted.includes('metrics') && { latency: row.latency }),
  }));
  return json(200, { data, meta });
}

/** Input and output are always text. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function pageFrom<Item>(all: readonly Item[], cursor: string | null, limit: number) {
  const start = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Number.isInteger(start) || start < 0) throw new BadRequest('Invalid cursor');
  const end = start + limit;
  const meta = end < all.length ? { cursor: Buffer.from(String(end)).toString('base64url') } : {};
  return { items: all.slice(start, end), meta };
}
