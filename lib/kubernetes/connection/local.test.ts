import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeCertificates } from '../testing/certificates.ts';
import { kubeconfigText } from '../testing/kubeconfig.ts';
import { connectLocally } from './local.ts';

const certificates = makeCertificates();

describe('connectLocally', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder('kubeconfig');
    file = join(folder, 'config');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const connect = (parts: Parameters<typeof kubeconfigText>[0], context?: string) => {
    writeFileSync(file, kubeconfigText(parts));
    return connectLocally({ file, context });
  };

  it('takes a token', async () => {
    const connection = await connect({ user: { token: 'secret-token' } });
    expect(connection).toMatchObject({ server: 'https://10.0.0.1:6443', ca: null, verifiesServer: true });
    expect(await connection.credentials()).toEqual({ kind: 'token', token: 'secret-token' });
  });

  it('takes a cluster of this machine without TLS', async () => {
    const connection = await connect({ cluster: { server: 'http://127.0.0.1:8001' }, user: { token: 'secret-token' } });
    expect(await connection.credentials()).toEqual({ kind: 'token', token: 'secret-token' });
  });

  it('runs the command that gives a token', async () => {
    const status = { token: 'from-a-command' };
    const said = JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status });
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-p', JSON.stringify(said)],
    };
    const connection = await connect({ user: { exec } });
    expect(await connection.credentials()).toEqual({ kind: 'token', token: 'from-a-command' });
  });

  it('says that the command fails', async () => {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: join(folder, 'missing'), args: [] };
    await expect(connect({ user: { exec } })).rejects.toThrow(/credentials cannot be had .*ENOENT/);
  });

  it.skipIf(certificates === null)('reads the files that it names', async () => {
    const { ca, server } = certificates ?? { ca: { cert: '', key: '' }, server: { cert: '', key: '' } };
    writeFileSync(join(folder, 'ca.crt'), ca.cert);
    writeFileSync(join(folder, 'client.crt'), server.cert);
    writeFileSync(join(folder, 'client.key'), server.key);
    const connection = await connect({
      cluster: { server: 'https://10.0.0.1', 'certificate-authority': 'ca.crt' },
      user: { 'client-certificate': 'client.crt', 'client-key': 'client.key' },
    });
    expect(connection.ca).toBe(ca.cert);
    expect(await connection.credentials()).toEqual({ kind: 'certificate', certificate: server.cert, key: server.key });
  });

  it.each([
    [{ cluster: { server: 'https://a.example', 'proxy-url': 'http://proxy:3128' } }, /proxy-url/],
    [{ user: { 'auth-provider': { name: 'gcp' } } }, /auth-provider/],
    [{ user: { token: 'x', as: 'admin' } }, /as is not followed/],
    [{ cluster: { server: 'https://a.example', 'certificate-authority': 'gone.crt' } }, /cannot be had .*gone\.crt/],
    [{ cluster: { server: 'http://a.example' } }, /must start with https/],
  ])('refuses %j', async (parts, said) => {
    await expect(connect(parts)).rejects.toThrow(said);
  });

  it('says what is missing', async () => {
    await expect(connect({}, 'gone')).rejects.toThrow(/no context "gone". Choose one of: test/);
    await expect(connectLocally({ file: join(folder, 'gone') })).rejects.toThrow(/cannot be read .*ENOENT/);
    const connection = await connect({ user: {} });
    await expect(connection.credentials()).rejects.toThrow(/neither a token/);
    writeFileSync(file, kubeconfigText({}).replace(/^current-context: .*$/m, ''));
    await expect(connectLocally({ file })).rejects.toThrow(/names no current context\. Choose one of: test/);
    writeFileSync(file, '{"contexts": [], "clusters": [], "users": []}');
    await expect(connectLocally({ file })).rejects.toThrow(`The kubeconfig ${file} has no context.`);
  });
});
