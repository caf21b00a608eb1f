import { DEMO_KEY } from '#demo/gateway.ts';
import { createEndpoint } from '#lib/endpoints/create.ts';
import { endBaselines } from '#lib/endpoints/end-baselines.ts';
import { updateEndpoint } from '#lib/endpoints/update.ts';
import { normaliseBaseUrl } from '#lib/gateway/base-url.ts';
import { createGateway } from '#lib/gateways/create.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';

interface Place {
  label: string;
  model: string;
  suiteId: number;
}

/**
 * The endpoint on which a rehearsal takes place, its gateway listening at `gatewayUrl`: the one of an earlier rehearsal
 * under this label, whose baseline is ended, or else a new one.
 *
 * @returns The endpoint's id.
 * @throws TidemarkError `conflict` when the label names an endpoint that is no rehearsal's, or a rehearsal is going on it.
 */
export async function placeOf(ctx: Context, gatewayUrl: string, { label, model, suiteId }: Place): Promise<number> {
  const earlier = await ctx.db.endpoint.findUnique({
    where: { name: label },
    select: {
      id: true,
      gatewayId: true,
      gateway: { select: { name: true, isDemo: true } },
      runs: { where: { status: { in: [...ACTIVE_RUN_STATUSES] } }, select: { id: true } },
    },
  });
  if (earlier === null) {
    const gatewayId = await gatewayRow(ctx, gatewayUrl, label);
    return newEndpoint(ctx, gatewayId, { label, model, suiteId });
  }
  if (!earlier.gateway.isDemo || earlier.gateway.name !== gatewayName(label)) {
    throw new TidemarkError(
      'conflict',
      `An endpoint named "${label}" exists that is not of a rehearsal. Give this one another name with --label.`,
    );
  }
  const [going] = earlier.runs;
  if (going !== undefined) {
    throw new TidemarkError(
      'conflict',
      `A rehearsal under the label "${label}" is going on (run ${going.id}). Wait for it, cancel the run, or give this one another name with --label.`,
    );
  }
  await gatewayRow(ctx, gatewayUrl, label);
  await inTransaction(ctx.db, (tx) => endBaselines(tx, earlier.id, ctx.now(), 'Retired: a new rehearsal began.'));
  await updateEndpoint(ctx, earlier.id, { model, suiteId, status: 'active' });
  return earlier.id;
}

async function newEndpoint(ctx: Context, gatewayId: number, { label, model, suiteId }: Place): Promise<number> {
  const { id } = await createEndpoint(ctx, {
    name: label,
    gatewayId,
    model,
    suiteId,
    temperature: 0,
    seed: null,
    requestTimeoutMs: 10_000,
    concurrency: 8,
    inputUsdPerMillion: null,
    outputUsdPerMillion: null,
    plan: 'single',
    runBudgetUsd: null,
    judgeGatewayId: null,
    judgeModel: null,
    judgeInputUsdPerMillion: null,
    judgeOutputUsdPerMillion: null,
  });
  return id;
}

/** The gateway of a label; one that an earlier rehearsal left follows this one to its port. */
async function gatewayRow(ctx: Context, url: string, label: string): Promise<number> {
  const name = gatewayName(label);
  const earlier = await ctx.db.gateway.findUnique({ where: { name, isDemo: true }, select: { id: true } });
  const { id } = earlier ?? (await createGateway(ctx, { name, kind: 'litellm', baseUrl: url, apiKey: DEMO_KEY }));
  await ctx.db.gateway.update({ where: { id }, data: { isDemo: true, baseUrl: normaliseBaseUrl(url) } });
  return id;
}

function gatewayName(label: string): string {
  return `recording: ${label}`;
}
