import { pino } from 'pino';
import { expect, it } from 'vitest';
import { going } from '#lib/kubernetes/testing/reading.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { fluxStateOf } from '../expected/flux-state.ts';
import { definition, fluxObject } from '../testing/flux.ts';
import { gitMove } from './moved-on.ts';

const release = (status: string, latest: JsonObject) =>
  fluxObject(
    'helm.toolkit.fluxcd.io/v1',
    'HelmRelease',
    'web',
    {},
    {
      conditions: [{ type: 'Ready', status }],
      history: [{ chartVersion: '1.0.0', status: 'deployed', ...latest }],
    },
  );

const INSTALLED = release('True', { version: 1 });
const under = runStandIn([definition('helm.toolkit.fluxcd.io', 'helmreleases', 'HelmRelease'), INSTALLED]);
const question = { folders: [], withFlux: true, namespaces: null, isStrict: false };

it.each([
  ['as it was', INSTALLED, 'same'],
  ['being upgraded', release('Unknown', { version: 1 }), 'moved'],
  ['upgraded', release('True', { version: 2 }), 'moved'],
])('a release that is %s: %s', async (_, now, expected) => {
  const { cluster, client } = under();
  cluster.put(now);
  const { types } = await client.resourceTypes(going);
  const memory = { types, appliedByFlux: fluxStateOf([INSTALLED]).applied };
  const options = { signal: going, log: pino({ level: 'silent' }) };
  expect(await gitMove({ client, question, followed: [] }, memory, new Map(), options)).toBe(expected);
});
