import { homedir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankEnvironment, dataFolder, parseEnv } from './env.ts';

describe('parseEnv', () => {
  it('has a default for everything that needs one', () => {
    expect(parseEnv({})).toMatchObject({
      NODE_ENV: 'production',
      PORT: 3000,
      TIDEMARK_HOST: '127.0.0.1',
      TIDEMARK_NIGHTLY_CRON: '0 2 * * *',
      TIDEMARK_WORKER_CONCURRENCY: 20,
      TIDEMARK_GATEWAY_MODELS: [],
    });
    expect(parseEnv({}).DATABASE_URL).toBeUndefined();
  });

  it('takes an empty variable for one that is not given', () => {
    expect(parseEnv(blankEnvironment())).toEqual(parseEnv({}));
  });

  it('reads lists and numbers', () => {
    const env = parseEnv({
      TIDEMARK_GATEWAY_URL: 'https://llm.example',
      TIDEMARK_GATEWAY_MODELS: ' gpt-4o, ,claude ',
      TIDEMARK_WORKER_CONCURRENCY: '7',
    });
    expect(env).toMatchObject({ TIDEMARK_GATEWAY_MODELS: ['gpt-4o', 'claude'], TIDEMARK_WORKER_CONCURRENCY: 7 });
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['PORT', 'hunter2'],
    ['PORT', '70000'],
    ['TIDEMARK_URL', 'hunter2'],
    ['TIDEMARK_SECRET', 'hunter2'],
    ['TIDEMARK_ENCRYPTION_KEY', `hunter2${'0'.repeat(57)}`],
    ['TIDEMARK_ADMIN_EMAIL', 'hunter2'],
    ['TIDEMARK_ADMIN_PASSWORD', 'hunter2'],
    ['TIDEMARK_GATEWAY_URL', 'hunter2'],
    ['TIDEMARK_GATEWAY_KIND', 'hunter2'],
    ['TIDEMARK_DEEP_NIGHT', 'hunter2'],
    ['TIDEMARK_WORKER_CONCURRENCY', '0'],
    ['TIDEMARK_LOG_LEVEL', 'hunter2'],
    ['TIDEMARK_TRUSTED_PROXIES', '11'],
    ['TIDEMARK_OIDC_ISSUER', 'hunter2'],
  ])('names %s when it does not fit, and never shows "%s"', (name, value) => {
    const parse = () => parseEnv({ [name]: value });
    expect(parse).toThrow(expect.objectContaining({ code: 'misconfigured' }));
    expect(parse).toThrow(name);
    if (value.length > 3) expect(parse).not.toThrow(value);
    expect(parse).not.toThrow(/hunter2/);
  });

  it('names every variable that does not fit, not only the first', () => {
    expect(() => parseEnv({ PORT: 'x', TIDEMARK_LOG_LEVEL: 'x' })).toThrow(/PORT.*TIDEMARK_LOG_LEVEL/);
  });

  it.each([
    ['PORT', '0', 'must be a whole number from 1 to 65535'],
    ['TIDEMARK_WORKER_CONCURRENCY', '201', 'must be a whole number from 1 to 200'],
    ['TIDEMARK_LOG_LEVEL', 'loud', 'must be one of trace, debug, info, warn, error, silent'],
    ['TIDEMARK_ADMIN_PASSWORD', 'short', 'must have at least 15 characters'],
  ])('says what %s must be, and what to do', (name, value, rule) => {
    expect(() => parseEnv({ [name]: value })).toThrow(
      `Environment variables: ${name} ${rule}. Correct, complete or unset what is named`,
    );
  });

  const OIDC = {
    TIDEMARK_OIDC_ISSUER: 'https://id.example',
    TIDEMARK_OIDC_CLIENT_ID: 'tidemark',
    TIDEMARK_OIDC_CLIENT_SECRET: 'hunter2',
    TIDEMARK_URL: 'https://tide.example',
  };

  it.each<[string, Record<string, string>, string]>([
    [
      'an issuer alone',
      { TIDEMARK_OIDC_ISSUER: OIDC.TIDEMARK_OIDC_ISSUER },
      'TIDEMARK_OIDC_ISSUER is set without TIDEMARK_OIDC_CLIENT_ID and TIDEMARK_OIDC_CLIENT_SECRET and TIDEMARK_URL',
    ],
    ['no client secret', { ...OIDC, TIDEMARK_OIDC_CLIENT_SECRET: ' ' }, 'is set without TIDEMARK_OIDC_CLIENT_SECRET.'],
    ['no address to come back to', { ...OIDC, TIDEMARK_URL: '' }, 'TIDEMARK_OIDC_ISSUER is set without TIDEMARK_URL.'],
    [
      'a client id alone',
      { TIDEMARK_OIDC_CLIENT_ID: 'tidemark' },
      'TIDEMARK_OIDC_CLIENT_ID is set without TIDEMARK_OIDC_ISSUER.',
    ],
    [
      'models of no gateway',
      { TIDEMARK_GATEWAY_MODELS: 'gpt-4o' },
      'TIDEMARK_GATEWAY_MODELS is set without TIDEMARK_GATEWAY_URL.',
    ],
    [
      'a key of no gateway',
      { TIDEMARK_GATEWAY_KEY: 'hunter2' },
      'TIDEMARK_GATEWAY_KEY is set without TIDEMARK_GATEWAY_URL.',
    ],
  ])('refuses %s', (_name, source, message) => {
    expect(() => parseEnv(source)).toThrow(expect.objectContaining({ code: 'misconfigured' }));
    expect(() => parseEnv(source)).toThrow(message);
    expect(() => parseEnv(source)).not.toThrow(/hunter2/);
  });

  it('takes complete single sign-on and a gateway with its models', () => {
    expect(parseEnv(OIDC)).toMatchObject(OIDC);
    const gateway = { TIDEMARK_GATEWAY_URL: 'https://llm.example', TIDEMARK_GATEWAY_MODELS: 'gpt-4o' };
    expect(parseEnv(gateway)).toMatchObject({ TIDEMARK_GATEWAY_MODELS: ['gpt-4o'] });
  });

  it('never shows a secret, whatever it is', () => {
    const secrets = ['TIDEMARK_SECRET', 'TIDEMARK_ENCRYPTION_KEY', 'TIDEMARK_ADMIN_PASSWORD', 'DATABASE_URL'];
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.stringMatching(/^[A-Z]{6,12}$/), (name, value) => {
        expect(() => parseEnv({ [name]: value })).not.toThrow(value);
      }),
    );
  });
});

it('the data folder may lie in the home folder', () => {
  expect(dataFolder(parseEnv({ TIDEMARK_DATA: '~/tide' }))).toBe(`${homedir()}/tide`);
  expect(dataFolder(parseEnv({ TIDEMARK_DATA: '/var/tide' }))).toBe('/var/tide');
});
