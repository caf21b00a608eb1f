import { describe, expect, it } from 'vitest';
import { type ClusterFacts, planClusterChange } from './change.ts';

const current: ClusterFacts = {
  name: 'production',
  access: 'token',
  server: 'https://10.0.0.1',
  namespaces: [],
  isStrict: false,
  usesDryRun: false,
  isWatched: true,
  intervalSeconds: 60,
  allowedAddresses: [],
  prometheusUrl: null,
  enabled: true,
  sources: [{ sourceId: 1, path: null, manager: null }],
  hasWebhookSecret: false,
};
const entered = {
  server: 'https://10.0.0.2',
  ca: null,
  serverName: null,
  credentials: { kind: 'token' as const, token: 'very-secret' },
};

describe('planClusterChange', () => {
  it('finds nothing changed', () => {
    const same = { name: 'production', sources: current.sources, webhookSecret: null };
    expect(planClusterChange(current, same, undefined)).toEqual({
      next: current,
      changes: {},
      isAnotherQuestion: false,
    });
  });

  it.each([
    [{ name: 'staging', intervalSeconds: 30, enabled: false }, false],
    [{ allowedAddresses: ['169.254.1.1'], isWatched: false }, false],
    [{ namespaces: ['shop'] }, true],
    [{ isStrict: true }, true],
    [{ usesDryRun: true }, true],
    [{ sources: [{ sourceId: 1, path: 'apps', manager: 'kubectl' }] }, true],
  ])('of %j says whether another question is asked', (patch, isAnotherQuestion) => {
    const plan = planClusterChange(current, patch, undefined);
    expect(plan).toMatchObject({ isAnotherQuestion, next: patch });
    expect(Object.keys(plan.changes)).toEqual(expect.arrayContaining(Object.keys(patch)));
  });

  it('says where a connection goes, and that credentials changed, never which', () => {
    const patch = { server: entered.server, token: 'very-secret', webhookSecret: 'very-secret-too-long' };
    const { changes, next } = planClusterChange(current, patch, entered);
    expect(changes).toEqual({
      server: { from: current.server, to: entered.server },
      credentials: { from: 'stored', to: 'replaced' },
      webhookSecret: { from: 'none', to: 'stored' },
    });
    expect(JSON.stringify([changes, next])).not.toContain('very-secret');
  });

  it('names sources by their folders', () => {
    const sources = [{ sourceId: 2, path: '', manager: null }];
    expect(planClusterChange(current, { sources }, undefined).changes.sources).toEqual({
      from: 'source 1 by Flux',
      to: 'source 2 at /',
    });
  });
});
