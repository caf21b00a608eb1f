import { describe, expect, test } from 'vitest';
import type { EndpointPatch } from '#lib/contract/endpoints.ts';
import { type EndpointSettings, planEndpointChange } from './change.ts';

const current: EndpointSettings = {
  name: 'Support bot',
  gatewayId: 1,
  model: 'gpt-x',
  suiteId: 1,
  temperature: 0,
  seed: 7,
  requestTimeoutMs: 60_000,
  concurrency: 4,
  inputUsdPerMillion: null,
  outputUsdPerMillion: null,
  plan: 'standard',
  runBudgetUsd: null,
  judgeGatewayId: null,
  judgeModel: null,
  judgeInputUsdPerMillion: null,
  judgeOutputUsdPerMillion: null,
  status: 'active',
};

const cases: [string, EndpointPatch, string[]][] = [
  ['name', { name: 'Other' }, []],
  ['timeout', { requestTimeoutMs: 5000 }, []],
  ['concurrency', { concurrency: 8 }, []],
  ['price', { inputUsdPerMillion: 0.5 }, []],
  ['plan', { plan: 'single' }, []],
  ['budget', { runBudgetUsd: 2 }, []],
  ['status', { status: 'paused' }, []],
  ['model', { model: 'gpt-y' }, ['model']],
  ['gateway', { gatewayId: 2 }, ['gateway']],
  ['suite', { suiteId: 2 }, ['suite']],
  ['temperature', { temperature: 0.7 }, ['temperature']],
  ['no seed', { seed: null }, ['seed']],
  ['model and name', { name: 'Other', model: 'gpt-y' }, ['model']],
];

describe('planEndpointChange', () => {
  test.each(cases)('%s', (_name, patch, incomparable) => {
    const plan = planEndpointChange(current, patch);
    expect(plan.incomparable).toEqual(incomparable);
    expect(plan.values).toEqual(patch);
    expect(Object.keys(plan.changes)).toEqual(Object.keys(patch));
  });

  test('the same values change nothing', () => {
    expect(planEndpointChange(current, { ...current, plan: 'standard', model: undefined })).toEqual({
      values: {},
      changes: {},
      incomparable: [],
    });
  });

  test('changes say from what to what', () => {
    const { changes } = planEndpointChange(current, { seed: null, status: 'paused' });
    expect(changes).toEqual({ seed: { from: 7, to: null }, status: { from: 'active', to: 'paused' } });
  });
});
