import { expect, it } from 'vitest';
import { fieldErrors } from '#components/form/field-errors.ts';
import { endpointFields, NEW_ENDPOINT, toEndpointBody } from './endpoint-fields.ts';

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

it('takes a budget only with both prices', () => {
  const budget = { ...chosen, runBudgetUsd: 2, inputUsdPerMillion: 1 } as const;
  expect(fieldErrors(endpointFields, toEndpointBody(budget))).toEqual({
    runBudgetUsd: 'Needs the prices of input and output, without which the cost of a call is unknown.',
  });
  expect(fieldErrors(endpointFields, toEndpointBody({ ...budget, outputUsdPerMillion: 0 }))).toEqual({});
});
