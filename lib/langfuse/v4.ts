import { z } from 'zod';
import {
  LANGFUSE_OBSERVATION_PAGES,
  LANGFUSE_OBSERVATIONS_PER_PAGE,
  LANGFUSE_SCORES_PER_PAGE,
  TRACE_LOOKBACK_DAYS,
} from '#lib/policy/thresholds.ts';
import { faultError } from './faults.ts';
import type { Get, Got } from './get.ts';
import { costUsdOf, ioText, latencyMsOf, type Observation, readRows } from './observation.ts';
import { skipOrThrow } from './skip.ts';
import type { LangfuseClient, ScoreQuery, TraceResult } from './types.ts';

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trace'), id: z.string() }),
  z.object({ kind: z.literal('observation'), id: z.string(), traceId: z.string() }),
  z.object({ kind: z.literal('session'), id: z.string() }),
  z.object({ kind: z.literal('experiment'), id: z.string() }),
]);

const scorePage = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      value: z.number(),
      comment: z.string().nullish(),
      subject: subject.nullish(),
    }),
  ),
  meta: z.object({ cursor: z.string().nullish() }),
});

const observationPage = z.object({
  data: z.array(
    z.object({
      projectId: z.string(),
      type: z.string(),
      parentObservationId: z.string().nullish(),
      isRootObservation: z.boolean().nullish(),
      name: z.string().nullish(),
      startTime: z.iso.datetime({ offset: true }),
      providedModelName: z.string().nullish(),
      totalCost: z.number().nullish(),
      latency: z.number().nullish(),
      input: z.unknown(),
      output: z.unknown(),
    }),
  ),
  meta: z.object({ cursor: z.string().nullish() }),
});

type ObservationPage = z.infer<typeof observationPage>;

const DAY_MS = 24 * 3_600_000;

/** Langfuse v4: scores by cursor, traces as their observations. */
export function clientOfV4(get: Get, baseUrl: string): LangfuseClient {
  return {
    generation: 'v4',
    scores: async (query, position, signal) => {
      const got = await get('/v3/scores', scoreParameters(query, position), scorePage, signal);
      if (got.kind === 'fault') throw faultError(got.fault);
      return {
        scores: got.body.data.map(({ id, value, comment, subject }) => ({
          id,
          value,
          comment: comment ?? '',
          traceId: traceIdOf(subject),
        })),
        next: got.body.meta.cursor ?? null,
      };
    },
    trace: (traceId, query, signal) => readTrace(get, baseUrl, traceId, query, signal),
  };
}

/** Parameters of a page of scores; the server refuses any that it does not know. */
function scoreParameters({ evaluator, scoreAtMost, from, to }: ScoreQuery, cursor: string | null) {
  return {
    name: evaluator,
    dataType: 'NUMERIC',
    valueMax: scoreAtMost,
    fromTimestamp: from.toISOString(),
    toTimestamp: to.toISOString(),
    fields: 'details,subject',
    limit: LANGFUSE_SCORES_PER_PAGE,
    cursor: cursor ?? undefined,
  };
}

function traceIdOf(of: z.infer<typeof subject> | null | undefined): string | null {
  if (of?.kind === 'trace') return of.id;
  return of?.kind === 'observation' ? of.traceId : null;
}

async function readTrace(
  get: Get,
  baseUrl: string,
  traceId: string,
  query: ScoreQuery,
  signal: AbortSignal,
): Promise<TraceResult> {
  const rows: ObservationPage['data'] = [];
  let cursor: string | null = null;
  for (let page = 0; page < LANGFUSE_OBSERVATION_PAGES; page++) {
    const got: Got<ObservationPage> = await get(
      '/v2/observations',
      observationParameters(traceId, query, cursor),
      observationPage,
      signal,
    );
    if (got.kind === 'fault') return skipOrThrow(traceId, got.fault);
    rows.push(...got.body.data);
    cursor = got.body.meta.cursor ?? null;
    if (cursor === null) break;
  }
  const { root, ...facts } = readRows(rows.map(toObservation));
  const projectId = rows[0]?.projectId;
  if (root === null || projectId === undefined) {
    return { kind: 'skipped', reason: 'its trace has no observations, or not yet' };
  }
  const { at, input, output, latencyMs } = root;
  const url = `${baseUrl}/project/${encodeURIComponent(projectId)}/traces/${encodeURIComponent(traceId)}`;
  return { kind: 'trace', trace: { id: traceId, url, at, input, output, latencyMs, ...facts } };
}

/** Parameters of a page of a trace's observations; the traces of a search cannot begin after it ends. */
function observationParameters(traceId: string, { from, to }: ScoreQuery, cursor: string | null) {
  return {
    traceId,
    fields: 'basic,io,model,usage,metrics',
    fromStartTime: new Date(from.getTime() - TRACE_LOOKBACK_DAYS * DAY_MS).toISOString(),
    toStartTime: to.toISOString(),
    limit: LANGFUSE_OBSERVATIONS_PER_PAGE,
    cursor: cursor ?? undefined,
  };
}

function toObservation(row: ObservationPage['data'][number]): Observation {
  return {
    isRoot: row.isRootObservation ?? (row.parentObservationId ?? null) === null,
    type: row.type,
    name: row.name ?? '',
    at: new Date(row.startTime),
    model: row.providedModelName ?? null,
    costUsd: costUsdOf(row.totalCost),
    latencyMs: latencyMsOf(row.latency),
    input: ioText(row.input),
    output: ioText(row.output),
  };
}
