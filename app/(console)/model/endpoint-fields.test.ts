import { expect, it } from 'vitest';
import { fieldErrors } from '#components/form/field-errors.ts';
import { endpointBody } from '#lib/contract/endpoints.ts';
import { NEW_ENDPOINT, toEndpointBody } from './endpoint-fields.ts';

const chosen = { ...NEW_ENDPOINT, name: 'Support', gatewayId: '3', model: 'gpt', suiteId: '4' };

it('refuses what was left empty, and says so beside the field', () => {
  expect(fieldErrors(endpointBody, toEndpointBody({ ...NEW_ENDPOINT, temperature: '' }))).toEqual({
    name: 'Needed.',
    gatewayId: 'Needed.',
    model: 'Needed.',
    suiteId: 'Needed.',
    temperature: 'Needed.',
  });
});

it('sends no seed and no prices where none are typed', () => {
  expect(endpointBody.parse(toEndpointBody({ ...chosen, seed: '' }))).toMatchObject({
    gatewayId: 3,
    suiteId: 4,
    seed: null,
    inputUsdPerMillion: null,
  });
});
