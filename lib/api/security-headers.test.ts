import { describe, expect, test } from 'vitest';
import { API_POLICY, pagePolicy, securityHeaders } from './security-headers.ts';

const PRODUCTION = { nonce: 'bm9uY2U=', overTls: true, development: false };

describe('pagePolicy', () => {
  test('in production nothing runs without the nonce', () => {
    expect(pagePolicy(PRODUCTION)).toBe(
      "default-src 'self'; script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'; style-src-elem 'self' 'nonce-bm9uY2U='; " +
        "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests",
    );
  });

  test('what the development server needs is for development only', () => {
    const development = pagePolicy({ ...PRODUCTION, development: true });
    expect(development).toContain("'unsafe-eval'");
    expect(pagePolicy(PRODUCTION)).not.toContain('unsafe-eval');
    expect(pagePolicy(PRODUCTION)).not.toContain('ws:');
  });

  test('plain http is not upgraded away', () => {
    expect(pagePolicy({ ...PRODUCTION, overTls: false })).not.toContain('upgrade-insecure-requests');
  });
});

test('HSTS is sent over TLS only', () => {
  expect(securityHeaders(API_POLICY, true)).toHaveProperty('Strict-Transport-Security', 'max-age=31536000');
  expect(securityHeaders(API_POLICY, false)).not.toHaveProperty('Strict-Transport-Security');
});
