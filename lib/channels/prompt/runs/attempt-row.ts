import type { GoldenAttempt, Prisma } from '#generated/prisma/client.ts';
import { storable, storableCost, storableCount, storableJson } from '#lib/runs/storable.ts';
import { reportedAttempt } from '../report/attempt.ts';
import type { Attempt } from '../types.ts';

/** Largest number that the database's small integers hold. */
const MAX_SMALL = 32_767;

/** What the checks, the rubric and the calls of an attempt hold, as JSON. */
const { checks, rubric, toolCalls } = reportedAttempt.shape;

/** An attempt as its row. What Postgres cannot keep (NUL, lone surrogates, impossible numbers) is replaced. */
export function attemptRow(runId: number, attempt: Attempt): Prisma.GoldenAttemptCreateManyInput {
  return {
    runId,
    taskId: attempt.taskId,
    side: attempt.side,
    number: attempt.number,
    outcome: attempt.outcome,
    reason: storable(attempt.reason),
    checks: jsonOf(attempt.checks),
    ...(attempt.rubric === null ? {} : { rubric: jsonOf(attempt.rubric) }),
    output: storable(attempt.output),
    toolCalls: jsonOf(attempt.toolCalls),
    turns: Math.min(attempt.turns, MAX_SMALL),
    latencyMs: storableCount(attempt.latencyMs),
    promptTokens: storableCount(attempt.promptTokens),
    completionTokens: storableCount(attempt.completionTokens),
    costUsd: storableCost(attempt.costUsd),
    calls: Math.min(attempt.calls, MAX_SMALL),
  };
}

/** An attempt from its row. */
export function attemptOf({ runId: _, createdAt: __, ...row }: GoldenAttempt): Attempt {
  return {
    ...row,
    checks: checks.parse(row.checks),
    rubric: rubricOf(row.rubric),
    toolCalls: toolCalls.parse(row.toolCalls),
  };
}

/** What the judge said, from its column. */
export function rubricOf(stored: Prisma.JsonValue): Attempt['rubric'] {
  return rubric.parse(stored);
}

/** `storableJson` gives what `JSON.parse` does, which is all that Prisma asks for. */
function jsonOf(value: unknown): Prisma.InputJsonValue {
  return storableJson(value) as Prisma.InputJsonValue;
}
