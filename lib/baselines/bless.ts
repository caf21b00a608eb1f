import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { selfCheckLater } from '#lib/channels/model/self-check/due.ts';
import type { BlessBaselineBody, Blessed } from '#lib/contract/baselines.ts';
import { recordEvent } from '#lib/events/record.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { BASELINE_MAX_CAPTURE_REPETITIONS } from '#lib/policy/thresholds.ts';
import { startRunIn } from '#lib/runs/start-run.ts';
import { decideAcceptance } from './acceptance.ts';
import { type AcceptableRun, loadAcceptance } from './acceptance-facts.ts';
import { endReadyBaseline } from './end.ts';
import { currentLens } from './lens.ts';
import { getBaselineEntry } from './queries/entry.ts';

type Tx = Prisma.TransactionClient;

/**
 * Accepts the behaviour that a run saw as the new baseline of its endpoint: made of the run's own answers where they
 * suffice, or captured anew. The baseline in force is superseded when the new one is ready.
 *
 * @throws TidemarkError `not_found` for an unknown run, or one of another endpoint; `invalid_input` for an incident that
 *   is not one of the endpoint; `conflict` when the behaviour cannot be accepted, with the reason.
 */
export async function blessBaseline(ctx: Context, endpointId: number, body: BlessBaselineBody): Promise<Blessed> {
  const { baselineId, way, captureRunId } = await inTransaction(ctx.db, async (tx) => {
    // Holds back new runs and other blessings of this endpoint.
    await tx.$queryRaw`SELECT id FROM endpoint WHERE id = ${endpointId}::int FOR UPDATE`;
    const { run, facts } = await loadAcceptance(tx, body.runId);
    if (run.endpointId !== endpointId) {
      throw new TidemarkError('not_found', `Endpoint ${endpointId} has no run ${body.runId}.`);
    }
    const decision = decideAcceptance(facts);
    if (decision.way === 'refused') throw new TidemarkError('conflict', decision.reason);
    const done =
      decision.way === 'answers' ? await fromAnswers(tx, ctx, run, body) : await byCapture(tx, ctx, run, body);
    await recordBlessing(tx, ctx, run, body, done.baselineId, decision.way);
    return { ...done, way: decision.way };
  });
  return { baseline: await getBaselineEntry(ctx.db, baselineId), way, captureRunId };
}

interface Done {
  baselineId: number;
  captureRunId: number | null;
}

async function fromAnswers(tx: Tx, ctx: Context, run: AcceptableRun, { reason }: BlessBaselineBody): Promise<Done> {
  const at = ctx.now();
  await endReadyBaseline(tx, run.endpointId, at, `The behaviour of run ${run.id} was accepted: ${reason}`);
  const { suiteVersionId, normaliserVersion, encoderId, judgeId } = currentLens(run.suiteVersionId, run.endpoint);
  const { id } = await tx.baseline.create({
    data: {
      endpointId: run.endpointId,
      ...{ suiteVersionId, normaliserVersion, encoderId, judgeId },
      state: 'ready',
      reason,
      createdBy: personOf(ctx.actor),
      createdAt: at,
      readyAt: at,
      sources: { create: foundingSources(run).map((source) => ({ ...source, addedAt: at })) },
    },
    select: { id: true },
  });
  await selfCheckLater(tx, id);
  return { baselineId: id, captureRunId: null };
}

/** The check, and its confirmation as far as one night may found a baseline. */
function foundingSources({ id, shortRepetitions, behaviourRepetitions, confirmation }: AcceptableRun) {
  const check = { runId: id, repetitions: BASELINE_MAX_CAPTURE_REPETITIONS };
  const room = BASELINE_MAX_CAPTURE_REPETITIONS - Math.max(shortRepetitions, behaviourRepetitions);
  if (confirmation?.status !== 'finished' || room <= 0) return [check];
  return [check, { runId: confirmation.id, repetitions: room }];
}

async function byCapture(tx: Tx, ctx: Context, run: AcceptableRun, { reason }: BlessBaselineBody): Promise<Done> {
  const { endpointId } = run;
  const { runId } = await startRunIn(tx, ctx, { endpointId, purpose: 'baseline', trigger: 'manual', reason });
  const { baselineId } = await tx.baselineRun.findFirstOrThrow({ where: { runId }, select: { baselineId: true } });
  return { baselineId, captureRunId: runId };
}

async function recordBlessing(
  tx: Tx,
  ctx: Context,
  run: AcceptableRun,
  { reason, incidentId }: BlessBaselineBody,
  baselineId: number,
  way: Blessed['way'],
): Promise<void> {
  const at = ctx.now();
  const how = way === 'answers' ? 'from its answers' : 'by a fresh capture';
  const sentence = `The behaviour of run ${run.id} was accepted as the new baseline ${how}: ${reason}`;
  await recordAudit(tx, {
    actor: ctx.actor,
    action: 'baseline.bless',
    subjectType: 'endpoint',
    subjectId: run.endpointId,
    summary: sentence,
    changes: { baselineId: { from: null, to: baselineId } },
  });
  await recordEvent(tx, {
    type: 'BaselineAccepted',
    occurredAt: at,
    runId: run.id,
    ...(incidentId !== undefined && { incidentId }),
    payload: { baselineId, endpointId: run.endpointId, way, reason, actorId: personOf(ctx.actor) },
  });
  if (incidentId === undefined) return;
  const incident = await tx.incident.findFirst({
    where: { id: incidentId, endpointId: run.endpointId },
    select: { id: true },
  });
  if (incident === null) {
    throw new TidemarkError('invalid_input', `Endpoint ${run.endpointId} has no incident ${incidentId}.`, {
      issues: [{ path: 'incidentId', message: 'is not an incident of this endpoint' }],
    });
  }
  await tx.incidentEvent.create({
    data: {
      incidentId,
      at,
      kind: 'commented',
      actorId: personOf(ctx.actor),
      body: `Accepted as the new baseline ${how}: ${reason}`,
      data: { runId: run.id, baselineId },
    },
  });
}
