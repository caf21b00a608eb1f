import type { Prisma } from '#generated/prisma/client.ts';
import { type SampleView, sampleView } from '#lib/contract/runs.ts';

const toolCalls = sampleView.shape.toolCalls;

/** What {@link toSampleView} needs of a sample. */
export const SAMPLE_SELECT = {
  runId: true,
  repetition: true,
  outcome: true,
  reason: true,
  detail: true,
  output: true,
  toolCalls: true,
  finishReason: true,
  canonicalHash: true,
  promptTokens: true,
  completionTokens: true,
  latencyMs: true,
  costUsd: true,
  attempts: true,
  createdAt: true,
} as const satisfies Prisma.SampleSelect;

export function toSampleView(sample: Prisma.SampleGetPayload<{ select: typeof SAMPLE_SELECT }>): SampleView {
  return { ...sample, toolCalls: toolCalls.parse(sample.toolCalls), createdAt: sample.createdAt.toISOString() };
}
