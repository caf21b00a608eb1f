import type { LangfuseScore, LangfuseTrace } from '#lib/langfuse/types.ts';
import { canonicalJson } from '#lib/platform/canonical-json.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { CANDIDATE_MAX_CHARS } from '#lib/policy/thresholds.ts';
import { storable, storableCost, storableCount } from '#lib/runs/storable.ts';
import { redact, sumCounts } from '../redaction/redact.ts';
import { redactIo } from '../redaction/redact-io.ts';
import { REDACTED_KINDS, type Redacted, type RedactedKind, type RedactionCounts } from '../redaction/types.ts';
import { cut } from './cut.ts';
import { draftTask } from './draft.ts';

/** How often something was taken out of a part of the trace. */
export interface Redaction {
  kind: RedactedKind;
  where: 'input' | 'output' | 'comment' | 'tools';
  count: number;
}

/** What is stored of a trace that becomes a candidate. */
export interface NewCandidate {
  traceId: string;
  traceUrl: string;
  traceAt: Date;
  contentHash: string;
  score: number;
  evaluator: string;
  comment: string;
  model: string | null;
  costUsd: number | null;
  latencyMs: number | null;
  input: string;
  output: string;
  redactions: Redaction[];
  draft: string;
}

/**
 * A candidate of a scored trace: redacted first, then cut, so that no half of a secret is left at an edge. The content
 * hash is that of the whole redacted input, in canonical form.
 */
export function candidateOf(
  { value, comment }: LangfuseScore,
  trace: LangfuseTrace,
  { evaluator, agent }: { evaluator: string; agent: string },
): NewCandidate {
  const redactOnce = once(redactIo);
  const input = redactOnce(trace.input);
  const output = redactOnce(trace.output);
  const said = redact(comment);
  const steps = trace.steps.map((step) => ({ step, given: redactOnce(step.input), gave: redactOnce(step.output) }));
  const redacted = {
    ...trace,
    evaluator,
    score: value,
    input: input.text,
    output: output.text,
    comment: said.text,
    steps: steps.map(({ step, given, gave }) => ({ ...step, input: given.text, output: gave.text })),
  };
  const tools = steps.filter(({ step }) => step.kind === 'tool').flatMap(({ given, gave }) => [given, gave]);
  return {
    traceId: trace.id,
    traceUrl: trace.url,
    traceAt: trace.at,
    contentHash: sha256(canonicalJson(input.text) ?? input.text.normalize('NFC').trim()),
    score: value,
    evaluator,
    comment: kept(said.text),
    model: trace.model === null ? null : kept(trace.model),
    costUsd: storableCost(trace.costUsd),
    latencyMs: storableCount(trace.latencyMs),
    input: kept(input.text),
    output: kept(output.text),
    redactions: [
      ...listed(input.counts, 'input'),
      ...listed(output.counts, 'output'),
      ...listed(said.counts, 'comment'),
      ...listed(sumCounts(tools.map(({ counts }) => counts)), 'tools'),
    ],
    draft: storable(draftTask(redacted, agent)),
  };
}

/** Steps of a trace mostly repeat its input and output. */
function once(work: (text: string) => Redacted): (text: string) => Redacted {
  const done = new Map<string, Redacted>();
  return (text) => {
    const result = done.get(text) ?? work(text);
    done.set(text, result);
    return result;
  };
}

function kept(text: string): string {
  return storable(cut(text, CANDIDATE_MAX_CHARS));
}

function listed(counts: RedactionCounts, where: Redaction['where']): Redaction[] {
  return REDACTED_KINDS.flatMap((kind) => {
    const count = counts[kind];
    return count === undefined ? [] : [{ kind, where, count }];
  });
}
