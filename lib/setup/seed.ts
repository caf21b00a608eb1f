import { createEndpoint } from '#lib/endpoints/create.ts';
import { normaliseBaseUrl } from '#lib/gateway/base-url.ts';
import { createGateway } from '#lib/gateways/create.ts';
import { gatewayCredentials } from '#lib/gateways/credentials.ts';
import { updateGateway } from '#lib/gateways/update.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { requireSuite } from '#lib/suites/read.ts';
import { publishSuite } from '#lib/suites/store.ts';

interface PricedModel {
  name: string;
  inputUsdPerMillion: number | null;
  outputUsdPerMillion: number | null;
}

/** The gateway that a start was configured with. */
export interface GatewayPlan {
  name: string;
  kind: 'litellm' | 'openai';
  baseUrl: string;
  apiKey: string | null;
  isDemo: boolean;
  /** One endpoint is made for each model that has none yet. */
  models: readonly PricedModel[];
  /** The model of this gateway that judges the endpoints made; null where nobody does. */
  judge: PricedModel | null;
}

/** Publishes the suite shipped in `folder`; the same content is not published twice. Returns the suite's id. */
export async function seedSuite(ctx: Context, folder: string): Promise<number> {
  const { suiteId } = await publishSuite(ctx, await requireSuite(folder));
  return suiteId;
}

/**
 * Makes the planned gateway and its endpoints, or brings address and key of the existing one up to date. What people
 * changed on the endpoints since is left alone. Endpoints of the demo rest as soon as a real gateway is configured.
 */
export async function seedGateway(ctx: Context, plan: GatewayPlan, suiteId: number): Promise<void> {
  const gatewayId = await upsertGateway(ctx, plan);
  const known = await ctx.db.endpoint.findMany({ where: { gatewayId }, select: { model: true } });
  for (const { name: model, ...prices } of plan.models) {
    if (known.some((endpoint) => endpoint.model === model)) continue;
    await createEndpoint(ctx, {
      name: model,
      gatewayId,
      model,
      suiteId,
      temperature: 0,
      seed: 7,
      requestTimeoutMs: 60_000,
      concurrency: 4,
      ...prices,
      plan: 'standard',
      runBudgetUsd: null,
      judgeGatewayId: plan.judge === null ? null : gatewayId,
      judgeModel: plan.judge?.name ?? null,
      judgeInputUsdPerMillion: plan.judge?.inputUsdPerMillion ?? null,
      judgeOutputUsdPerMillion: plan.judge?.outputUsdPerMillion ?? null,
    });
  }
  if (!plan.isDemo) {
    await ctx.db.endpoint.updateMany({ where: { gateway: { isDemo: true } }, data: { status: 'paused' } });
  }
}

async function upsertGateway(ctx: Context, plan: GatewayPlan): Promise<number> {
  const { name, kind, baseUrl, apiKey, isDemo } = plan;
  const known = await ctx.db.gateway.findUnique({ where: { name } });
  if (known === null) {
    const { id } = await createGateway(ctx, { name, kind, baseUrl, apiKey });
    if (isDemo) await ctx.db.gateway.update({ where: { id }, data: { isDemo } });
    return id;
  }
  if (known.isDemo !== isDemo) {
    throw new TidemarkError(
      'conflict',
      `A gateway named "${name}" exists that is ${isDemo ? 'not ' : ''}the demo. Rename it in the console.`,
    );
  }
  if (isDemo) {
    // Its port can change from start to start, also while an interrupted run waits to go on.
    await ctx.db.gateway.update({ where: { id: known.id }, data: { baseUrl: normaliseBaseUrl(baseUrl) } });
    return known.id;
  }
  const stored = gatewayCredentials(known);
  const isSame = stored.kind === kind && stored.baseUrl === normaliseBaseUrl(baseUrl) && stored.apiKey === apiKey;
  if (!isSame) await updateGateway(ctx, known.id, { kind, baseUrl, apiKey });
  return known.id;
}
