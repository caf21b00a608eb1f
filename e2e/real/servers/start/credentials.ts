import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { programPath } from '../build/cache.ts';

export interface Credentials {
  /** PEM. */
  caCertificate: string;
  adminCertificate: string;
  adminKey: string;
  adminToken: string;
  /** Path of a file in the API server's folder, such as `server.key`. */
  file: (name: string) => string;
}

/** Makes an authority, certificates, an administrator's token and the keys of service accounts in `folder`. */
export function makeCredentials(folder: string): Credentials {
  execFileSync(programPath('certificates'), [folder]);
  const file = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(file(name), 'utf8');
  const adminToken = randomUUID();
  writeFileSync(file('tokens.csv'), `${adminToken},admin,admin,"system:masters"\n`, { mode: 0o600 });
  return {
    caCertificate: read('ca.crt'),
    adminCertificate: read('admin.crt'),
    adminKey: read('admin.key'),
    adminToken,
    file,
  };
}

/** Writes a kubeconfig of the administrator, who shows the client certificate. Returns its path. */
export function writeKubeconfig(url: string, { caCertificate, adminCertificate, adminKey, file }: Credentials): string {
  const base64 = (pem: string) => Buffer.from(pem).toString('base64');
  const path = file('kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority-data': base64(caCertificate) } }],
    users: [
      {
        name: 'admin',
        user: { 'client-certificate-data': base64(adminCertificate), 'client-key-data': base64(adminKey) },
      },
    ],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
  };
  writeFileSync(path, stringify(config), { mode: 0o600 });
  return path;
}
