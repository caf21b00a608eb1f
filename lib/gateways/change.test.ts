import { describe, expect, test } from 'vitest';
import type { GatewayBody } from '#lib/contract/endpoints.ts';
import { type GatewayFacts, planGatewayChange } from './change.ts';

const current: GatewayFacts = {
  name: 'Main',
  kind: 'litellm',
  baseUrl: 'https://llm.example.test/v1',
  hasKey: true,
  activeRunId: null,
};

const allowed: [string, Partial<GatewayFacts>, Partial<GatewayBody>, object][] = [
  ['nothing', {}, {}, {}],
  ['the same values', {}, { name: 'Main', baseUrl: current.baseUrl }, {}],
  ['a name', {}, { name: 'New' }, { name: { from: 'Main', to: 'New' } }],
  ['a new key', {}, { apiKey: 'k' }, { apiKey: { from: 'stored', to: 'replaced' } }],
  ['a first key', { hasKey: false }, { apiKey: 'k' }, { apiKey: { from: 'none', to: 'stored' } }],
  ['no key instead of one', {}, { apiKey: null }, { apiKey: { from: 'stored', to: 'none' } }],
  ['no key where there is none', { hasKey: false }, { apiKey: null }, {}],
  ['a name during a run', { activeRunId: 3 }, { name: 'New' }, { name: { from: 'Main', to: 'New' } }],
  [
    'another path on the same host',
    {},
    { baseUrl: 'https://llm.example.test/team/v1' },
    { baseUrl: { from: current.baseUrl, to: 'https://llm.example.test/team/v1' } },
  ],
  [
    'another host, without a key to lose',
    { hasKey: false },
    { baseUrl: 'https://other.test/v1' },
    { baseUrl: { from: current.baseUrl, to: 'https://other.test/v1' } },
  ],
  [
    'another host and no key',
    {},
    { baseUrl: 'https://other.test/v1', apiKey: null },
    {
      baseUrl: { from: current.baseUrl, to: 'https://other.test/v1' },
      apiKey: { from: 'stored', to: 'none' },
    },
  ],
];

const refused: [string, Partial<GatewayFacts>, Partial<GatewayBody>, string, string][] = [
  ['another host with the stored key', {}, { baseUrl: 'https://other.test/v1' }, 'invalid_input', 'apiKey'],
  ['another port with the stored key', {}, { baseUrl: 'https://llm.example.test:8443/v1' }, 'invalid_input', 'apiKey'],
  ['plain http with the stored key', {}, { baseUrl: 'http://llm.example.test/v1' }, 'invalid_input', 'apiKey'],
  ['an address during a run', { activeRunId: 3 }, { baseUrl: 'https://llm.example.test/x' }, 'conflict', 'baseUrl'],
  ['a kind during a run', { activeRunId: 3 }, { kind: 'openai' }, 'conflict', 'kind'],
];

describe('planGatewayChange', () => {
  test.each(allowed)('allows %s', (_name, over, patch, changes) => {
    expect(planGatewayChange({ ...current, ...over }, patch)).toEqual({ allowed: true, changes });
  });

  test.each(refused)('refuses %s', (_name, over, patch, code, field) => {
    expect(planGatewayChange({ ...current, ...over }, patch)).toMatchObject({ allowed: false, code, field });
  });
});
