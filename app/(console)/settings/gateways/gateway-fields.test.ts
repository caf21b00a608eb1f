import { expect, it } from 'vitest';
import { gatewayFields, toGatewayBody } from './gateway-fields.ts';

const typed = { ...gatewayFields(null), name: 'LiteLLM', baseUrl: 'https://llm.example.org' };
const body = { name: 'LiteLLM', kind: 'litellm', baseUrl: 'https://llm.example.org' };

it.each([
  ['keeps the stored key', typed, body],
  ['replaces it', { ...typed, apiKey: 'sk-new' }, { ...body, apiKey: 'sk-new' }],
  ['removes it, whatever was typed', { ...typed, apiKey: 'sk-new', removeKey: true }, { ...body, apiKey: null }],
])('%s', (_name, fields, expected) => {
  expect(toGatewayBody(fields)).toEqual(expected);
});
