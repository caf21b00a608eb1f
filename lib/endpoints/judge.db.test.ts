import { beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { deleteGateway } from '../gateways/delete.ts';
import { updateGateway } from '../gateways/update.ts';
import type { Context } from '../platform/context.ts';
import { testDatabase } from '../testing/database.ts';
import { makeBaseline, makeEndpoint, makeGateway, makeRun, testContext } from '../testing/factories.ts';
import { updateEndpoint } from './update.ts';

const database = testDatabase();
let ctx: Context;

beforeAll(() => {
  ctx = testContext(database.db, SYSTEM_ACTOR);
});

async function given() {
  const target = await makeEndpoint(database.db);
  const baseline = await makeBaseline(
    database.db,
    target,
    await makeRun(database.db, target, { verdict: 'calibrating' }),
  );
  const gateway = await makeGateway(database.db);
  return { endpointId: target.endpoint.id, target, baseline, gateway };
}

describe('the judge of an endpoint', () => {
  it('is turned on by name, audited, and ends no baseline', async () => {
    const { endpointId, baseline, gateway } = await given();
    const patch = { judgeGatewayId: gateway.id, judgeModel: 'claude', judgeInputUsdPerMillion: 3 };
    const view = await updateEndpoint(ctx, endpointId, patch);
    expect(view.judge).toEqual({
      gateway: { id: gateway.id, name: gateway.name, isDemo: false },
      model: 'claude',
      inputUsdPerMillion: 3,
      outputUsdPerMillion: null,
    });
    expect((await database.db.baseline.findUniqueOrThrow({ where: { id: baseline.id } })).state).toBe('ready');
    const where = { subjectType: 'endpoint', subjectId: String(endpointId), action: 'endpoint.update' };
    expect(await database.db.auditLog.findMany({ where })).toMatchObject([
      { summary: expect.stringContaining('judge'), changes: { judgeModel: { from: null, to: 'claude' } } },
    ]);
    const off = await updateEndpoint(ctx, endpointId, { judgeGatewayId: null, judgeModel: null });
    expect(off.judge).toBeNull();
  });

  it('is refused by halves, on an unknown gateway, and beside a budget without its prices', async () => {
    const { endpointId, gateway } = await given();
    await expect(updateEndpoint(ctx, endpointId, { judgeModel: 'claude' })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'judgeModel' }],
    });
    await expect(
      updateEndpoint(ctx, endpointId, { judgeModel: 'claude', judgeGatewayId: 999_999 }),
    ).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'judgeGatewayId' }] });
    const budget = { runBudgetUsd: 1, inputUsdPerMillion: 1, outputUsdPerMillion: 1 };
    await expect(
      updateEndpoint(ctx, endpointId, { ...budget, judgeModel: 'claude', judgeGatewayId: gateway.id }),
    ).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'runBudgetUsd' }] });
  });

  it('keeps its gateway from being removed, or moved while a run may ask it', async () => {
    const { endpointId, target, gateway } = await given();
    await updateEndpoint(ctx, endpointId, { judgeGatewayId: gateway.id, judgeModel: 'claude' });
    await expect(deleteGateway(ctx, gateway.id)).rejects.toMatchObject({ code: 'conflict' });
    await makeRun(database.db, target, { status: 'sampling' });
    await expect(updateGateway(ctx, gateway.id, { kind: 'openai' })).rejects.toMatchObject({ code: 'conflict' });
  });
});
