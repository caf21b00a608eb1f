import type { DemoGateway } from '#demo/gateway.ts';
import { DEMO_KEY } from '#demo/gateway.ts';
import type { Verdict } from '#generated/prisma/client.ts';
import type { Context } from '#lib/platform/context.ts';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';
import { BASELINE_MIN_REPETITIONS } from '#lib/policy/thresholds.ts';
import { CONFIRMATION_REPETITIONS } from '#lib/runs/call-plan.ts';
import type { Suite } from '#lib/suites/format.ts';
import { publishSuite } from '#lib/suites/store.ts';
import { placeOf } from './place.ts';
import { runToEnd } from './run-to-end.ts';

const EXPOSED_MODEL = 'recorded';
const MOST_ASKED_AGAIN = Math.max(...Object.values(CONFIRMATION_REPETITIONS));

/** Recorded answers that play the part of one night. */
export interface RecordedNight {
  model: string;
  /** Which recorded repetitions answer, in this order. */
  repetitions: readonly number[];
}

export interface RehearsalPlan {
  suite: Suite;
  baseline: RecordedNight;
  tonight: RecordedNight;
  /** Repetitions of tonight's model that answer when a drifted check asks again; left out: those not played yet. */
  confirmationRepetitions?: readonly number[];
  /** Name of the endpoint, which a later rehearsal under the same label uses again. */
  label: string;
  /** Milliseconds without a new sample after which the rehearsal gives up; a minute when left out. */
  stallAfterMs?: number;
}

export interface RehearsalResult {
  endpointId: number;
  runId: number;
  verdict: Verdict;
  reason: string;
  incidentId: number | null;
}

/**
 * Plays a baseline and a night out of a recording through the whole product: suite, gateway calls, samples,
 * comparison, incident. A worker on the same database does the work. The endpoint is paused afterwards, because its
 * gateway ends with the rehearsal.
 *
 * @param gateway a demo gateway that was started with the recording
 */
export async function rehearse(ctx: Context, gateway: DemoGateway, plan: RehearsalPlan): Promise<RehearsalResult> {
  const { stallAfterMs } = plan;
  const { suiteId } = await publishSuite(ctx, plan.suite);
  const endpointId = await placeOf(ctx, gateway.url, { label: plan.label, model: EXPOSED_MODEL, suiteId });
  try {
    const repetitions = plan.baseline.repetitions.length;
    if (repetitions >= BASELINE_MIN_REPETITIONS) {
      await play(gateway, plan.baseline);
      await runToEnd(ctx, endpointId, 'baseline', { repetitions, stallAfterMs });
    }
    await play(gateway, { ...plan.tonight, repetitions: [...plan.tonight.repetitions, ...againOf(plan)] });
    const runId = await runToEnd(ctx, endpointId, 'check', {
      repetitions: plan.tonight.repetitions.length,
      stallAfterMs,
    });
    const run = await ctx.db.run.findUniqueOrThrow({ where: { id: runId }, include: { incidents: true, step: true } });
    invariant(run.verdict !== null, 'a finished run has a verdict');
    return {
      endpointId,
      runId,
      verdict: run.verdict,
      reason: [run.verdictReason, run.step?.reason].filter((part) => part).join(' '),
      incidentId: run.incidents[0]?.incidentId ?? null,
    };
  } finally {
    await ctx.db.endpoint.update({ where: { id: endpointId }, data: { status: 'paused' } });
  }
}

/** What is played once tonight's repetitions are used up: as many as a confirmation asks for. */
function againOf({ baseline, tonight, confirmationRepetitions }: RehearsalPlan): readonly number[] {
  if (confirmationRepetitions !== undefined) return confirmationRepetitions;
  const played = [...tonight.repetitions, ...(baseline.model === tonight.model ? baseline.repetitions : [])];
  const all = Array.from({ length: played.length + MOST_ASKED_AGAIN }, (_, repetition) => repetition);
  return all.filter((repetition) => !played.includes(repetition)).slice(0, MOST_ASKED_AGAIN);
}

async function play(gateway: DemoGateway, night: RecordedNight): Promise<void> {
  const response = await fetch(`${gateway.url}/demo/replay/${EXPOSED_MODEL}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${DEMO_KEY}` },
    body: JSON.stringify(night),
  });
  if (response.ok) return;
  const { error } = await response.json();
  throw new TidemarkError('invalid_input', `The recording cannot be played: ${error.message}`);
}
