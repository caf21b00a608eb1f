import { describe, expect, it } from 'vitest';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { kubeconfigText } from '#lib/kubernetes/testing/kubeconfig.ts';
import { checkReachable, nextConnection, type StoredAccess } from './connection.ts';

const SERVER = 'https://10.0.0.1:6443';
const data: ConnectionData = {
  server: SERVER,
  ca: null,
  serverName: null,
  credentials: { kind: 'token', token: 'very-secret' },
};
const byToken: StoredAccess = { access: 'token', server: SERVER, open: () => data };
const byKubeconfig: StoredAccess = { ...byToken, access: 'kubeconfig' };
const inside: StoredAccess = { access: 'in_cluster', server: null, open: () => data };

describe('what is stored', () => {
  it.each([
    ['nothing was entered', byToken, {}],
    ['the same kubeconfig goes on', byKubeconfig, {}],
    ['the pod speaks for itself', inside, {}],
  ])('stays where %s', (_, stored, entered) => {
    expect(nextConnection(stored.access, entered, stored)).toBeUndefined();
  });

  it('stays for the same server, however it is written', () => {
    expect(nextConnection('token', { server: `${SERVER}/` }, byToken)).toBeUndefined();
  });

  it.each([
    ['another server', 'token', { server: 'https://10.0.0.2:6443' }, byToken, 'token'],
    ['another port', 'token', { server: 'https://10.0.0.1' }, byToken, 'token'],
    ['another authority', 'token', { ca: null }, byToken, 'token'],
    ['another context', 'kubeconfig', { context: 'other' }, byKubeconfig, 'kubeconfig'],
    ['access by kubeconfig', 'kubeconfig', {}, byToken, 'kubeconfig'],
    ['access by token', 'token', {}, byKubeconfig, 'server'],
    ['access by token at the same server', 'token', { server: SERVER }, byKubeconfig, 'token'],
    ['access from outside', 'token', { server: SERVER }, inside, 'token'],
  ] as const)('is not taken over for %s', (_, access, entered, stored, path) => {
    expect(() => nextConnection(access, entered, stored)).toThrow(
      expect.objectContaining({ code: 'invalid_input', issues: [expect.objectContaining({ path })] }),
    );
  });

  it('goes where the pod itself is asked', () => {
    expect(nextConnection('in_cluster', {}, byToken)).toBeNull();
  });
});

it('takes what was entered', () => {
  const entered = { server: SERVER, token: 'new' };
  const credentials = { kind: 'token', token: 'new' };
  expect(nextConnection('token', entered, null)).toEqual({ ...data, credentials });
  expect(nextConnection('token', { token: 'new' }, byToken)).toEqual({ ...data, credentials });
  expect(nextConnection('kubeconfig', { kubeconfig: kubeconfigText() }, byToken)).toMatchObject({ server: SERVER });
});

it.each([
  ['token', { kubeconfig: kubeconfigText() }, 'kubeconfig'],
  ['kubeconfig', { kubeconfig: kubeconfigText(), token: 'x' }, 'token'],
  ['in_cluster', { server: SERVER }, 'server'],
  ['token', {}, 'server'],
  ['token', { server: SERVER }, 'token'],
  ['kubeconfig', {}, 'kubeconfig'],
  ['token', { server: 'http://10.0.0.1', token: 'x' }, 'server'],
  ['token', { server: SERVER, token: 'two words' }, 'token'],
  ['token', { server: SERVER, token: 'x', ca: 'no certificate' }, 'ca'],
  ['kubeconfig', { kubeconfig: kubeconfigText(), context: 'gone' }, 'context'],
  ['kubeconfig', { kubeconfig: kubeconfigText({ user: { exec: { command: 'id' } } }) }, 'kubeconfig'],
  ['kubeconfig', { kubeconfig: kubeconfigText({ cluster: { server: 'http://10.0.0.1' } }) }, 'kubeconfig'],
] as const)('by %s, refuses %.60j at its field', (access, entered, path) => {
  expect(() => nextConnection(access, entered, null)).toThrow(
    expect.objectContaining({ code: 'invalid_input', issues: [expect.objectContaining({ path })] }),
  );
});

describe('checkReachable', () => {
  const METADATA = 'https://169.254.169.254';
  it('lets addresses of metadata through only where they are allowed', () => {
    const issues = [expect.objectContaining({ path: 'server' })];
    expect(() => checkReachable(METADATA, [], 'server')).toThrow(expect.objectContaining({ issues }));
    expect(() => checkReachable(METADATA, ['169.254.169.254'], 'server')).not.toThrow();
    expect(() => checkReachable('https://10.0.0.1', [], 'server')).not.toThrow();
  });

  it('refuses a block that is none', () => {
    const issues = [expect.objectContaining({ path: 'allowedAddresses' })];
    expect(() => checkReachable(METADATA, ['everything'], 'server')).toThrow(expect.objectContaining({ issues }));
  });
});
