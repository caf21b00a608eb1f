import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';

/** A certificate and its key, in PEM. */
export interface Pair {
  cert: string;
  key: string;
}

export interface TestCertificates {
  ca: Pair;
  /** For 127.0.0.1, signed by `ca`. */
  server: Pair;
  /** For other.example.test alone, signed by `ca`. */
  elsewhere: Pair;
  /** Ended yesterday. */
  expired: Pair;
}

/** Makes certificates with openssl; null where there is none. */
export function makeCertificates(): TestCertificates | null {
  const folder = temporaryFolder('certificates');
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const read = (name: string) => ({
    cert: readFileSync(file(`${name}.crt`), 'utf8'),
    key: readFileSync(file(`${name}.key`), 'utf8'),
  });
  const newKey = (name: string) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', name];

  function signed(name: string, altName: string, ...validity: string[]): Pair {
    writeFileSync(file(`${name}.ext`), `subjectAltName=${altName}\n`);
    openssl('req', '-new', ...newKey(`${name}.key`), '-subj', `/CN=${name}`, '-out', `${name}.csr`);
    const authority = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...authority,
      '-extfile',
      `${name}.ext`,
      ...validity,
      '-out',
      `${name}.crt`,
    );
    return read(name);
  }

  try {
    openssl('req', '-x509', ...newKey('ca.key'), '-subj', '/CN=Test CA', '-days', '30', '-out', 'ca.crt');
    return {
      ca: read('ca'),
      server: signed('server', 'IP:127.0.0.1', '-days', '30'),
      elsewhere: signed('elsewhere', 'DNS:other.example.test', '-days', '30'),
      expired: signed('expired', 'IP:127.0.0.1', '-days', '-1'),
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
