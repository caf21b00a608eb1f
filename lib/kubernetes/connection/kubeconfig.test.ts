import { describe, expect, it } from 'vitest';
import { makeCertificates } from '../testing/certificates.ts';
import { kubeconfigText } from '../testing/kubeconfig.ts';
import { readKubeconfig } from './kubeconfig.ts';

const certificates = makeCertificates();
const base64 = (text: string) => Buffer.from(text).toString('base64');
const messageOf = (text: string, context?: string): string => {
  try {
    readKubeconfig(text, context);
    return 'was taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('readKubeconfig', () => {
  it('reads the current context', () => {
    expect(readKubeconfig(kubeconfigText())).toEqual({
      server: 'https://10.0.0.1:6443',
      ca: null,
      serverName: null,
      credentials: { kind: 'token', token: 'secret-token' },
    });
  });

  it('reads another context by its name', () => {
    const text = kubeconfigText({
      cluster: { server: 'https://[fd00::1]:6443/k8s/clusters/c-1/', 'tls-server-name': 'kubernetes' },
    });
    const read = readKubeconfig(text.replace('current-context: test', 'current-context: other'), 'test');
    expect(read).toMatchObject({ server: 'https://[fd00::1]:6443/k8s/clusters/c-1', serverName: 'kubernetes' });
  });

  it.skipIf(certificates === null)('reads authority and client certificate', () => {
    const { ca, server } = certificates ?? { ca: { cert: '', key: '' }, server: { cert: '', key: '' } };
    const text = kubeconfigText({
      cluster: { server: 'https://10.0.0.1', 'certificate-authority-data': base64(ca.cert) },
      user: { 'client-certificate-data': base64(server.cert), 'client-key-data': base64(server.key) },
    });
    expect(readKubeconfig(text)).toMatchObject({ ca: ca.cert, credentials: { kind: 'certificate', key: server.key } });
    const foreignKey = kubeconfigText({
      user: { 'client-certificate-data': base64(server.cert), 'client-key-data': base64(ca.key) },
    });
    expect(messageOf(foreignKey)).toMatch(/client key must be the certificate's own private key/);
  });

  it.each([
    [
      { exec: { command: 'aws', args: ['eks', 'get-token'] } },
      /user "test" uses exec, .* it runs a command; enter the token of a service account/,
    ],
    [{ 'auth-provider': { name: 'gcp' } }, /auth-provider/],
    [{ tokenFile: '/var/run/secrets/token' }, /tokenFile.* it reads a file/],
    [{ 'token-file': '/etc/passwd' }, /token-file.* it reads a file/],
    [
      { 'client-certificate': '/c.crt', 'client-key': '/c.key' },
      /client-certificate.*kubectl config view --raw --flatten/,
    ],
    [{ token: 'x', username: 'root', password: 'x' }, /username/],
    [{ token: 'x', as: 'system:admin' }, /uses as/],
    [{}, /neither a token nor client-certificate-data/],
    [{ token: 'two words' }, /token must be one line without blanks/],
  ])('refuses a user with %j', (user, said) => {
    expect(messageOf(kubeconfigText({ user }))).toMatch(said);
  });

  it.each([
    [
      { server: 'https://a.example', 'certificate-authority': '/etc/ssl/ca.crt' },
      /certificate-authority.* it reads a file/,
    ],
    [{ server: 'https://a.example', 'insecure-skip-tls-verify': true }, /add certificate-authority-data/],
    [{ server: 'https://a.example', 'proxy-url': 'http://proxy:3128' }, /must reach the API server directly/],
    [{ server: 'http://a.example' }, /must start with https/],
    [{ server: 'file:///etc/passwd' }, /must be an address such as/],
    [{ server: 'https://user:pass@a.example' }, /must not hold a user name/],
    [{ server: 'https://a.example?x=1' }, /must end before/],
    [{}, /incomplete \(server/],
    [
      { server: 'https://a.example', 'certificate-authority-data': base64('no certificate') },
      /must be certificates in PEM/,
    ],
  ])('refuses a cluster with %j', (cluster, said) => {
    expect(messageOf(kubeconfigText({ cluster }))).toMatch(said);
  });

  it.each([
    ['', /is no kubeconfig/],
    ['hello', /is no kubeconfig/],
    ['a: [1, 2', /line 1: is not valid YAML/],
    ['a: &x 1\nb: *x', /aliases/],
    [`current-context: ${'x'.repeat(2_000_001)}`, /longer than/],
    [
      kubeconfigText().replace('current-context: test', 'current-context: gone'),
      /has no context "gone"; choose one of: test/,
    ],
    [kubeconfigText().replace('current-context: test', ''), /names no current context; choose one of: test/],
    [kubeconfigText().replace('cluster: test', 'cluster: gone'), /has no cluster "gone"/],
  ])('refuses %.30j', (text, said) => {
    expect(messageOf(text)).toMatch(said);
  });

  it('never quotes a token', () => {
    expect(messageOf(kubeconfigText({ user: { token: 'hidden words' } }))).not.toContain('hidden');
  });
});
