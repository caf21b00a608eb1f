import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CLUSTER_TOKEN, type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { invariant } from '#lib/platform/errors.ts';
import { openConnection } from '../connection/check.ts';
import { makeCertificates, type Pair, type TestCertificates } from '../testing/certificates.ts';
import { clientOf, faultOf, going } from '../testing/reading.ts';

const certificates = makeCertificates();
if (certificates === null) console.warn('Skipped: there is no openssl to make certificates with.');

describe.skipIf(certificates === null)('a cluster over TLS', () => {
  const pairs = (): TestCertificates => {
    invariant(certificates, 'openssl made certificates');
    return certificates;
  };
  const clusters: DemoCluster[] = [];
  const serve = async (tls: Pair) => {
    const cluster = await startDemoCluster({ tls });
    clusters.push(cluster);
    return cluster.url;
  };
  let url: string;
  beforeAll(async () => {
    url = await serve(pairs().server);
  });
  afterAll(() => Promise.all(clusters.map((cluster) => cluster.close())));

  const version = async (server: string, ca: string | null, serverName: string | null = null) => {
    const credentials = { kind: 'token' as const, token: DEMO_CLUSTER_TOKEN };
    const client = clientOf(openConnection({ server, ca, serverName, credentials }));
    try {
      return await client.version(going);
    } finally {
      client.close();
    }
  };

  it('is read with its authority', async () => {
    expect(await version(url, pairs().ca.cert)).toMatch(/^v1\./);
  });

  it('is not trusted without it', async () => {
    const fault = await faultOf(version(url, null));
    expect(fault).toMatchObject({ reason: 'unreachable', passing: false });
    expect(fault.message).toMatch(/Enter the certificate authority of the cluster/);
  });

  it('is not trusted with another one', async () => {
    expect((await faultOf(version(url, pairs().server.cert))).message).toMatch(/Enter the certificate authority/);
  });

  it('must have a certificate of its own name', async () => {
    const elsewhere = await serve(pairs().elsewhere);
    const fault = await faultOf(version(elsewhere, pairs().ca.cert));
    expect(fault.message).toMatch(/certificate is for another host\. Use an address that the certificate names/);
    expect(await version(elsewhere, pairs().ca.cert, 'other.example.test')).toMatch(/^v1\./);
  });

  it('must have a certificate of today', async () => {
    const fault = await faultOf(version(await serve(pairs().expired), pairs().ca.cert));
    expect(fault.message).toMatch(/certificate has expired\. Renew/);
  });

  it('must speak TLS', async () => {
    const plain = await startDemoCluster();
    clusters.push(plain);
    const fault = await faultOf(version(plain.url.replace('http:', 'https:'), null));
    expect(fault).toMatchObject({ reason: 'unreachable', passing: false });
    expect(fault.message).toMatch(/with https and the right port/);
  });
});
