import { expect, test } from 'vitest';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { fluxObject } from '../testing/flux.ts';
import { fluxStateOf } from './flux-state.ts';

const installed = { version: 3, chartVersion: '1.2.0', status: 'deployed' };
const state = (status: string, latest: JsonObject = installed, spec: JsonObject = {}) =>
  fluxStateOf([
    fluxObject('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'web', spec, {
      conditions: [{ type: 'Ready', status }],
      history: [latest],
    }),
  ]);

test.each([
  ['is upgraded', state('Unknown')],
  ['was upgraded', state('True', { ...installed, version: 4 })],
  ['is of another chart', state('True', { ...installed, chartVersion: '1.3.0' })],
  ['failed', state('False', { ...installed, status: 'failed' })],
])('Flux has moved on where a release %s meanwhile', (_, after) => {
  expect(after.applied).not.toBe(state('True').applied);
});

test('Flux stands where it did while a release is only looked at again', () => {
  const again = state('True', { ...installed, lastDeployed: '2026-03-01T12:00:00Z' }, {});
  expect(again.applied).toBe(state('True').applied);
});

test('a release that never gets ready holds nothing else up', () => {
  expect(state('Unknown')).toEqual({ applied: state('Unknown').applied, isApplying: false });
});
