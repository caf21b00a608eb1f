import { expect, it } from 'vitest';
import { encryptSecret } from '#lib/platform/crypto.ts';
import { openCluster, sealConnection } from './open.ts';

const KEY = Buffer.alloc(32, 7);
const connection = {
  server: 'https://10.0.0.1:6443',
  ca: null,
  serverName: 'kubernetes',
  credentials: { kind: 'token' as const, token: 'very-secret' },
};
const row = (encryptedConnection: string | null) => ({ id: 3, access: 'token' as const, encryptedConnection });

it('opens a stored connection', async () => {
  const { credentials, ...opened } = await openCluster(row(sealConnection(3, connection, KEY)), KEY);
  expect(opened).toEqual({ server: connection.server, ca: null, serverName: 'kubernetes', verifiesServer: true });
  expect(await credentials()).toEqual(connection.credentials);
});

it.each([
  ['that of another cluster', sealConnection(4, connection, KEY), /cluster:3 cannot be opened/],
  ['one of another key', sealConnection(3, connection, Buffer.alloc(32, 8)), /cannot be opened/],
  ['none', null, /Enter its credentials again/],
  ['no JSON', encryptSecret('very-secret', KEY, 'cluster:3'), /Enter its credentials again/],
  ['another shape', encryptSecret('{"token":"very-secret"}', KEY, 'cluster:3'), /Enter its credentials again/],
])('refuses %s, without quoting it', async (_, sealed, said) => {
  const failure = await openCluster(row(sealed), KEY).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'misconfigured', message: expect.stringMatching(said) });
  expect(JSON.stringify(failure) + String(failure)).not.toContain('very-secret');
});

it('asks the pod where it runs in the cluster itself', async () => {
  const inside = { id: 3, access: 'in_cluster' as const, encryptedConnection: null };
  await expect(openCluster(inside, KEY)).rejects.toThrow(/runs in no cluster/);
});
