import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { planEstimateBody, planEstimates } from '#lib/contract/endpoints.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeSuiteVersion, testContext } from '#lib/testing/factories.ts';
import { getPlanEstimates } from './queries/plan-estimates.ts';
import { updateEndpoint } from './update.ts';

const database = testDatabase();
const ctx = () => testContext(database.db, SYSTEM_ACTOR);
const PRICES = { inputUsdPerMillion: 1, outputUsdPerMillion: 4 };

describe('a budget', () => {
  it('is kept and audited together with the plan', async () => {
    const { endpoint } = await makeEndpoint(database.db, PRICES);
    const changed = await updateEndpoint(ctx(), endpoint.id, { plan: 'single', runBudgetUsd: 0.25 });
    expect(changed).toMatchObject({ plan: 'single', runBudgetUsd: 0.25 });
    const audit = await database.db.auditLog.findFirstOrThrow({ where: { subjectId: String(endpoint.id) } });
    expect(audit).toMatchObject({
      summary: `Changed plan of a night, budget of a run of ${endpoint.name}`,
      changes: { plan: { from: 'standard', to: 'single' }, runBudgetUsd: { from: null, to: 0.25 } },
    });
  });

  it.each([
    ['set without prices', {}, { runBudgetUsd: 1 }],
    ['set with one price', {}, { runBudgetUsd: 1, inputUsdPerMillion: 1 }],
    ['left without its price', { ...PRICES, runBudgetUsd: 1 }, { outputUsdPerMillion: null }],
  ])('is refused when %s', async (_name, stored, patch) => {
    const { endpoint } = await makeEndpoint(database.db, stored);
    await expect(updateEndpoint(ctx(), endpoint.id, patch)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'runBudgetUsd' }],
    });
  });

  it('goes together with its prices', async () => {
    const { endpoint } = await makeEndpoint(database.db, { ...PRICES, runBudgetUsd: 1 });
    const changed = await updateEndpoint(ctx(), endpoint.id, { inputUsdPerMillion: null, runBudgetUsd: null });
    expect(changed).toMatchObject({ inputUsdPerMillion: null, runBudgetUsd: null });
  });
});

describe('getPlanEstimates', () => {
  it('tells every plan a night and a month', async () => {
    const strata = ['short', 'short', 'behaviour'] as const;
    const { suiteId } = await makeSuiteVersion(database.db, { promptKeys: ['a', 'b', 'c'], strata });
    const estimates = await getPlanEstimates(ctx(), planEstimateBody.parse({ suiteId, ...PRICES }));
    expectExactly(planEstimates, estimates);
    expect([estimates.standard.calls, estimates.single.calls, estimates.deep.calls]).toEqual([7, 3, 15]);
    expect(estimates.deepNight).toBe('sunday');
    expect(estimates.month.standard.calls).toBe(Math.round((365.2425 / 12 / 7) * (6 * 7 + 15)));
    expect(estimates.month.standard.maxCostUsd).toBeGreaterThan(estimates.month.single.maxCostUsd ?? 0);
    expect(estimates.standard).toMatchObject({ judgeCalls: 0, judgeMaxCostUsd: 0 });
  });

  it('counts the judge, and knows no cost while its price is unknown', async () => {
    const { suiteId } = await makeSuiteVersion(database.db);
    const judge = { inputUsdPerMillion: 1, outputUsdPerMillion: null };
    const estimates = await getPlanEstimates(ctx(), planEstimateBody.parse({ suiteId, ...PRICES, judge }));
    expect(estimates.standard.judgeCalls).toBeGreaterThan(0);
    expect(estimates.standard.judgeMaxCostUsd).toBeNull();
    expect(estimates.month.standard.maxCostUsd).toBeNull();
  });

  it('refuses a suite without a version', async () => {
    await expect(getPlanEstimates(ctx(), planEstimateBody.parse({ suiteId: 999_999 }))).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
