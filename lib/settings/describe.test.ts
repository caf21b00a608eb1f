import { expect, test } from 'vitest';
import { settingsView } from '../contract/settings.ts';
import { parseEnv } from '../platform/env.ts';
import { describeSettings } from './describe.ts';

const SECRETS = {
  DATABASE_URL: 'postgres://user:hunter2@db.example/tidemark',
  TIDEMARK_SECRET: 'hunter2'.repeat(6),
  TIDEMARK_ENCRYPTION_KEY: 'ab'.repeat(32),
  TIDEMARK_GATEWAY_KEY: 'sk-hunter2',
  TIDEMARK_ADMIN_PASSWORD: 'hunter2 hunter2 hunter2',
  TIDEMARK_OIDC_CLIENT_SECRET: 'oidc-hunter2',
};

test('shows every value with its source and no secret', () => {
  const given: Record<string, string> = {
    ...SECRETS,
    PORT: '4000',
    TIDEMARK_URL: 'https://tide.example',
    TIDEMARK_GATEWAY_URL: 'https://llm.example',
    TIDEMARK_GATEWAY_MODELS: 'gpt-a, gpt-b',
    TIDEMARK_OIDC_ISSUER: 'https://id.example',
    TIDEMARK_OIDC_CLIENT_ID: 'tidemark',
  };
  const view = settingsView.parse(describeSettings(parseEnv(given), (name) => name in given));

  const text = JSON.stringify(view);
  for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
  expect(text).not.toContain('hunter2');

  const byName = new Map(view.settings.map((setting) => [setting.name, setting]));
  expect(byName.get('DATABASE_URL')).toMatchObject({ value: null, isSet: true, secret: true, source: 'environment' });
  expect(byName.get('PORT')).toMatchObject({ value: '4000', source: 'environment' });
  expect(byName.get('TIDEMARK_GATEWAY_MODELS')?.value).toBe('gpt-a, gpt-b');
  expect(byName.get('TIDEMARK_RECORDED_DATA')).toMatchObject({ value: null, isSet: false, source: 'default' });
});

test('every variable the environment knows is described', () => {
  const names = describeSettings(parseEnv({})).settings.map(({ name }) => name);
  for (const name of Object.keys(parseEnv({}))) expect(names).toContain(name);
});
