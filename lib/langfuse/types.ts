/** Generations of Langfuse's public API: v4 lists scores by cursor and knows observations alone, v3 knows traces. */
export const GENERATIONS = ['v4', 'v3'] as const;
export type Generation = (typeof GENERATIONS)[number];

export interface LangfuseConnection {
  /** Of the form that `normaliseLangfuseUrl` gives. */
  baseUrl: string;
  publicKey: string;
  secretKey: string;
}

/** Which scores are meant. */
export interface ScoreQuery {
  evaluator: string;
  /** Inclusive. */
  scoreAtMost: number;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

export interface LangfuseScore {
  id: string;
  /** Null where the score is of a session or an experiment. */
  traceId: string | null;
  value: number;
  comment: string;
}

export interface ScorePage {
  scores: LangfuseScore[];
  /** Where the next page begins; null after the last one. */
  next: string | null;
}

/** One step within a trace, as far as it tells of tools. */
export interface TraceStep {
  kind: 'generation' | 'tool';
  name: string;
  input: string;
  output: string;
}

/** A trace with what it did; texts are JSON where the agent reported JSON. */
export interface LangfuseTrace {
  id: string;
  at: Date;
  url: string;
  input: string;
  output: string;
  model: string | null;
  costUsd: number | null;
  latencyMs: number | null;
  /** In the order they began. */
  steps: TraceStep[];
}

/** A trace, or why there is none to be had though the server is well. */
export type TraceResult = { kind: 'trace'; trace: LangfuseTrace } | { kind: 'skipped'; reason: string };

/** A Langfuse project, whichever generation its server is of. */
export interface LangfuseClient {
  generation: Generation;
  /**
   * One page of scores.
   *
   * @param position from the page before; null for the first page.
   * @throws TidemarkError what the fault means (lib/langfuse/faults.ts).
   */
  scores: (query: ScoreQuery, position: string | null, signal: AbortSignal) => Promise<ScorePage>;
  /**
   * One trace.
   *
   * @param query bounds the time that is looked into.
   * @throws TidemarkError where the server did not serve it for a reason that is not the trace's.
   */
  trace: (traceId: string, query: ScoreQuery, signal: AbortSignal) => Promise<TraceResult>;
}
