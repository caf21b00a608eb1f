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
    const env = parseEnv({ TIDEMARK_GATEWAY_MODELS: ' gpt-4o, ,claude ', TIDEMARK_WORKER_CONCURRENCY: '7' });
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
    ['TIDEMARK_WORKER_CONCURRENCY', '0'],
    ['TIDEMARK_LOG_LEVEL', 'hunter2'],
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
