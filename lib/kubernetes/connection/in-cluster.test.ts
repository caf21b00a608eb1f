import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inClusterServer } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeCertificates } from '../testing/certificates.ts';
import { connectInCluster } from './in-cluster.ts';

const certificates = makeCertificates();

describe('connectInCluster', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder('account');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.skipIf(certificates === null)('reads the token anew each time', async () => {
    writeFileSync(join(folder, 'ca.crt'), certificates?.ca.cert ?? '');
    writeFileSync(join(folder, 'token'), 'first\n');
    const connection = await connectInCluster('https://10.0.0.1:443', folder);
    expect(await connection.credentials()).toEqual({ kind: 'token', token: 'first' });
    writeFileSync(join(folder, 'token'), 'second');
    expect(await connection.credentials()).toEqual({ kind: 'token', token: 'second' });
    rmSync(join(folder, 'token'));
    await expect(connection.credentials()).rejects.toMatchObject({ code: 'misconfigured' });
  });

  it('says that there is no cluster, or no service account', async () => {
    await expect(connectInCluster(undefined, folder)).rejects.toThrow(/runs in no cluster/);
    await expect(connectInCluster('https://10.0.0.1', folder)).rejects.toThrow(/automountServiceAccountToken/);
  });
});

describe('inClusterServer', () => {
  it.each([
    [{}, undefined],
    [{ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, 'https://10.0.0.1:443'],
    [{ KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }, 'https://[fd00::1]:6443'],
  ])('makes %j to %s', (source, address) => {
    expect(inClusterServer(source)).toBe(address);
  });
});
