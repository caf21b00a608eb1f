import { describe, expect, it } from 'vitest';
import { gatewayRoot, normaliseBaseUrl } from './base-url.ts';

describe('normaliseBaseUrl', () => {
  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/v1'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000/v1'],
    [' https://api.openai.com/v1/ ', 'https://api.openai.com/v1'],
    ['https://host/openai/deployments/x', 'https://host/openai/deployments/x'],
    ['https://host/v1/chat/completions', 'https://host/v1'],
    ['HTTPS://Host.Example/V1', 'https://host.example/V1'],
  ])('%s → %s', (given, expected) => {
    expect(normaliseBaseUrl(given)).toBe(expected);
  });

  it.each([
    ['gateway.example/v1', /absolute/],
    ['file:///etc/passwd', /absolute/],
    ['javascript:alert(1)', /absolute/],
    ['https://user:secret@host/v1', /user name or password/],
    ['https://host/v1?key=secret', /before any/],
    ['https://host/v1#x', /before any/],
    ['', /absolute/],
  ])('refuses %s', (given, reason) => {
    expect(() => normaliseBaseUrl(given)).toThrow(reason);
  });

  it('never repeats a secret in its message', () => {
    expect(() => normaliseBaseUrl('https://user:secret@host/v1')).not.toThrow(/secret/);
  });
});

describe('gatewayRoot', () => {
  it('is the address above /v1', () => {
    expect(gatewayRoot('https://host/llm/v1')).toBe('https://host/llm');
    expect(gatewayRoot('https://host/custom')).toBe('https://host/custom');
  });
});
