import { describe, expect, it } from 'vitest';
import { endpointBody, gatewayBody } from '#lib/contract/endpoints.ts';
import { tokenBody, userBody } from '#lib/contract/people.ts';
import { fieldErrors } from './field-errors.ts';

const endpoint = { name: 'Support', gatewayId: 1, model: 'gpt', suiteId: 1 };
const gateway = { name: 'LiteLLM', kind: 'litellm', baseUrl: 'https://llm.example.org' };

describe('fieldErrors', () => {
  it.each([
    ['fits', endpointBody, endpoint, {}],
    ['empty name', endpointBody, { ...endpoint, name: '  ' }, { name: 'Needed.' }],
    ['nothing chosen', endpointBody, { ...endpoint, gatewayId: undefined }, { gatewayId: 'Needed.' }],
    ['half a call', endpointBody, { ...endpoint, concurrency: 1.5 }, { concurrency: 'A whole number.' }],
    ['too hot', endpointBody, { ...endpoint, temperature: 3 }, { temperature: 'At most 2.' }],
    ['too short a wait', endpointBody, { ...endpoint, requestTimeoutMs: 5 }, { requestTimeoutMs: 'At least 1000.' }],
    [
      'no address',
      gatewayBody,
      { ...gateway, baseUrl: 'llm' },
      { baseUrl: 'An address that starts with http:// or https://.' },
    ],
    [
      'key in the address',
      gatewayBody,
      { ...gateway, baseUrl: 'https://a:b@llm.example.org' },
      { baseUrl: 'Must not hold a user name or password; put the key in its own field.' },
    ],
    ['no scope', tokenBody, { name: 'ci', scopes: [], expiresInDays: 30 }, { scopes: 'Choose at least one.' }],
    [
      'person',
      userBody,
      { email: 'ada', name: 'Ada', role: 'viewer', password: 'short' },
      { email: 'An e-mail address, such as name@example.org.', password: 'At least 15 characters.' },
    ],
  ])('%s', (_name, schema, body, expected) => {
    expect(fieldErrors(schema, body)).toEqual(expected);
  });
});
