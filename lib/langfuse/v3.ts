import { z } from 'zod';
import { LANGFUSE_SCORES_PER_PAGE } from '#lib/policy/thresholds.ts';
import { faultError } from './faults.ts';
import type { Get } from './get.ts';
import { costUsdOf, ioText, latencyMsOf, type Observation, readRows } from './observation.ts';
import { skipOrThrow } from './skip.ts';
import type { LangfuseClient, ScoreQuery, TraceResult } from './types.ts';

const scorePage = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      value: z.number(),
      comment: z.string().nullish(),
      traceId: z.string().nullish(),
    }),
  ),
  meta: z.object({ page: z.int(), totalPages: z.int() }),
});

const traceShape = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  htmlPath: z.string(),
  input: z.unknown(),
  output: z.unknown(),
  latency: z.number().nullish(),
  totalCost: z.number().nullish(),
  observations: z
    .array(
      z.object({
        type: z.string(),
        parentObservationId: z.string().nullish(),
        name: z.string().nullish(),
        startTime: z.iso.datetime({ offset: true }),
        model: z.string().nullish(),
        input: z.unknown(),
        output: z.unknown(),
      }),
    )
    .default([]),
});

type TraceShape = z.infer<typeof traceShape>;

/** Langfuse v3: scores by page, traces whole. */
export function clientOfV3(get: Get, baseUrl: string): LangfuseClient {
  return {
    generation: 'v3',
    scores: async (query, position, signal) => {
      const page = position === null ? 1 : Number(position);
      const got = await get('/v2/scores', scoreParameters(query, page), scorePage, signal);
      if (got.kind === 'fault') throw faultError(got.fault);
      return {
        scores: got.body.data.map(({ id, value, comment, traceId }) => ({
          id,
          value,
          comment: comment ?? '',
          traceId: traceId ?? null,
        })),
        next: page < got.body.meta.totalPages ? String(page + 1) : null,
      };
    },
    trace: (traceId, _query, signal) => readTrace(get, baseUrl, traceId, signal),
  };
}

/** Parameters of a page of scores, from 1. */
function scoreParameters({ evaluator, scoreAtMost, from, to }: ScoreQuery, page: number) {
  return {
    name: evaluator,
    dataType: 'NUMERIC',
    operator: '<=',
    value: scoreAtMost,
    fromTimestamp: from.toISOString(),
    toTimestamp: to.toISOString(),
    fields: 'score',
    page,
    limit: LANGFUSE_SCORES_PER_PAGE,
  };
}

/** Observations are asked for too: without them a v3 trace names neither model nor tools. */
const TRACE_FIELDS = 'core,io,metrics,observations';

async function readTrace(get: Get, baseUrl: string, traceId: string, signal: AbortSignal): Promise<TraceResult> {
  const path = `/traces/${encodeURIComponent(traceId)}`;
  const got = await get(path, { fields: TRACE_FIELDS }, traceShape, signal);
  if (got.kind === 'fault') return skipOrThrow(traceId, got.fault);
  const { timestamp, htmlPath, input, output, latency, totalCost, observations } = got.body;
  const { root, model, steps } = readRows(observations.map(toObservation));
  return {
    kind: 'trace',
    trace: {
      id: traceId,
      at: new Date(timestamp),
      url: `${baseUrl}${/^\/project\/[\w./%-]+$/.test(htmlPath) ? htmlPath : `/trace/${encodeURIComponent(traceId)}`}`,
      input: ioText(input) || (root?.input ?? ''),
      output: ioText(output) || (root?.output ?? ''),
      latencyMs: latencyMsOf(latency),
      costUsd: costUsdOf(totalCost),
      model,
      steps,
    },
  };
}

function toObservation(row: TraceShape['observations'][number]): Observation {
  return {
    isRoot: (row.parentObservationId ?? null) === null,
    type: row.type,
    name: row.name ?? '',
    at: new Date(row.startTime),
    model: row.model ?? null,
    // The trace itself has the sums.
    costUsd: null,
    latencyMs: null,
    input: ioText(row.input),
    output: ioText(row.output),
  };
}
