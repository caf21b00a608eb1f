import { expect, it } from 'vitest';
import { fieldErrors } from '#components/form/field-errors.ts';
import { type EndpointFields, endpointFields, NEW_ENDPOINT, toEndpointBody } from './endpoint-fields.ts';

const chosen = { ...NEW_ENDPOINT, name: 'Support', gatewayId: '3', model: 'gpt', suiteId: '4' };

it('refuses what was left empty, and says so beside the field', () => {
  expect(fieldErrors(endpointFields, toEndpointBody({ ...NEW_ENDPOINT, temperature: '' }))).toEqual({
    name: 'Needed.',
    gatewayId: 'Needed.',
    model: 'Needed.',
    suiteId: 'Needed.',
    temperature: 'Needed.',
  });
});

it('sends no seed and no prices where none are typed', () => {
  expect(endpointFields.parse(toEndpointBody({ ...chosen, seed: '' }))).toMatchObject({
    gatewayId: 3,
    suiteId: 4,
    seed: null,
    inputUsdPerMillion: null,
  });
});

it.each([
  ['seed', 2 ** 31],
  ['seed', -(2 ** 31) - 1],
  ['inputUsdPerMillion', 1e7],
  ['outputUsdPerMillion', 1e300],
] as const)('refuses a %s of %d, which nothing could hold or bill', (field, value) => {
  expect(Object.keys(fieldErrors(endpointFields, toEndpointBody({ ...chosen, [field]: value })))).toEqual([field]);
});

it('takes a budget only with both prices', () => {
  const budget = { ...chosen, runBudgetUsd: 2, inputUsdPerMillion: 1 } as const;
  expect(fieldErrors(endpointFields, toEndpointBody(budget))).toEqual({
    runBudgetUsd:
      'Needs the prices of input and output, of the judge too where there is one: without them the cost of a call is unknown.',
  });
  expect(fieldErrors(endpointFields, toEndpointBody({ ...budget, outputUsdPerMillion: 0 }))).toEqual({});
});

it('takes a judge by its gateway and its name, or none', () => {
  const parse = (over: Partial<EndpointFields>) => endpointFields.parse(toEndpointBody({ ...chosen, ...over }));
  expect(parse({ judgeModel: 'claude' })).toMatchObject({ judgeGatewayId: null, judgeModel: null });
  expect(parse({ judgeGatewayId: '5', judgeModel: 'claude', judgeInputUsdPerMillion: 3 })).toMatchObject({
    ...{ judgeGatewayId: 5, judgeModel: 'claude', judgeInputUsdPerMillion: 3, judgeOutputUsdPerMillion: null },
  });
  const half = { ...chosen, judgeGatewayId: '5' };
  expect(fieldErrors(endpointFields, toEndpointBody(half))).toEqual({
    judgeModel: 'Needs both its gateway and its model, or neither.',
  });
});

it('takes a budget beside a judge only with the prices of both', () => {
  const prices = { inputUsdPerMillion: 1, outputUsdPerMillion: 1 } as const;
  const judged = { ...chosen, ...prices, runBudgetUsd: 2, judgeGatewayId: '5', judgeModel: 'claude' } as const;
  expect(fieldErrors(endpointFields, toEndpointBody(judged))).toHaveProperty('runBudgetUsd');
  const priced = { ...judged, judgeInputUsdPerMillion: 3, judgeOutputUsdPerMillion: 15 } as const;
  expect(fieldErrors(endpointFields, toEndpointBody(priced))).toEqual({});
});
