import type { HelmReleasePlan } from '../../flux/types.ts';

/** A release of the chart `charts/web`, of tests alone. */
export const TEST_PLAN: HelmReleasePlan = {
  namespace: 'shop',
  name: 'web',
  source: {
    namespace: 'flux-system',
    name: 'fleet',
    url: 'https://git.test/fleet',
    branch: 'main',
    ignore: null,
    revision: 'main@sha1:5f3c0c9d7a3d2f0f4d1b3c1a0a9e8d7c6b5a4f3e',
  },
  chart: './charts/web',
  valuesFiles: [],
  installed: {
    commit: '5f3c0c9d7a3d2f0f4d1b3c1a0a9e8d7c6b5a4f3e',
    chartVersion: '0.1.0+5f3c0c9d7a3d',
    isOfCommit: true,
    deployedAt: '2026-03-01T12:00:00Z',
  },
  release: { name: 'web', namespace: 'prod', storageNamespace: 'shop', version: 1 },
  valuesFrom: [],
  values: {},
  commonMetadata: { labels: { team: 'x' }, annotations: {} },
  ignoreRules: [],
};
