import { expect, it } from 'vitest';
import { failed } from '#lib/gateway/connection-steps.ts';
import { connectionView } from './connection-view.ts';

it.each([
  ['connect ECONNREFUSED 127.0.0.1:4000', 'connect ECONNREFUSED 127.0.0.1:4000. Start it.'],
  ['HTTP 401: the key was refused.', 'HTTP 401: the key was refused. Start it.'],
])('sets %s apart from what to do', (fault, detail) => {
  const step = { ...failed('alive', fault, 'Start it.'), durationMs: 1 };
  expect(connectionView({ ok: false, steps: [step], models: null }).steps).toMatchObject([{ ok: false, detail }]);
});
