import { expect, test } from 'vitest';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { installedOf } from './installed-chart.ts';
import type { FluxSource } from './types.ts';

const SHA = '5f3c0c9d7a3d2f0f4d1b3c1a0a9e8d7c6b5a4f3e';
const SOURCE: FluxSource = {
  namespace: 'flux-system',
  name: 'fleet',
  url: 'https://git.test/fleet',
  branch: 'main',
  ignore: null,
  revision: `main@sha1:${SHA}`,
};
const ready = (status: string, reason = 'UpgradeSucceeded') => [{ type: 'Ready', status, reason }];
const deployed = (chartVersion: string, status = 'deployed') => [
  { version: 3, chartVersion, status, lastDeployed: '2026-03-01T12:00:00Z' },
];

/** A release that follows each commit and is there, unless told otherwise. */
function release(status: JsonObject = {}, reconcileStrategy = 'Revision', generation = 2): KubeObject {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'web', namespace: 'shop', generation },
    spec: { chart: { spec: { chart: './charts/web', reconcileStrategy } } },
    status: {
      observedGeneration: 2,
      conditions: ready('True'),
      history: deployed(`1.2.0+${SHA.slice(0, 12)}`),
      ...status,
    },
  };
}

test.each([
  ['of its commit', release(), { isOfCommit: true, chartVersion: '1.2.0+5f3c0c9d7a3d' }],
  [
    'of its commit, with values files',
    release({ history: deployed(`1.2.0+${SHA.slice(0, 12)}.4`) }),
    { isOfCommit: true, chartVersion: '1.2.0+5f3c0c9d7a3d.4' },
  ],
  [
    'of a version',
    release({ history: deployed('1.2.0') }, 'ChartVersion'),
    { isOfCommit: false, chartVersion: '1.2.0' },
  ],
])('a chart %s is installed', (_, object, expected) => {
  expect(installedOf(object, SOURCE)).toEqual({ commit: SHA, deployedAt: '2026-03-01T12:00:00Z', ...expected });
});

test.each([
  ['changed since', release({}, 'Revision', 3), 'has not installed the change'],
  ['never installed', release({ history: [] }), 'has not been installed yet'],
  ['on its way', release({ conditions: ready('Unknown', 'Progressing') }), 'is being installed or upgraded'],
  ['that failed', release({ conditions: ready('False', 'UpgradeFailed') }), 'is not ready (UpgradeFailed)'],
  ['of which Flux says nothing', release({ conditions: [] }), 'is not ready: not compared'],
  ['half there', release({ history: deployed('1.2.0+5f3c0c9d7a3d', 'pending-upgrade') }), 'is not ready'],
  ['of an older commit', release({ history: deployed('1.2.0+0123456789ab') }), 'git is at 5f3c0c9d7a3d'],
  ['of no commit', release({ history: deployed('1.2.0') }), 'is installed at version 1.2.0'],
])('a release %s is told', (_, object, told) => {
  expect(installedOf(object, SOURCE)).toEqual({ told: expect.stringContaining(told) });
});

test('a source without a commit is told', () => {
  for (const revision of [null, 'latest'])
    expect(installedOf(release(), { ...SOURCE, revision })).toEqual({ told: expect.stringContaining('has no commit') });
});
