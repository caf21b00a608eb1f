import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { ClusterConnection, ConnectionData, Credentials } from './types.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks what an administrator entered, or what was read of a kubeconfig, and puts it into one form. Opens no connection.
 *
 * @throws TidemarkError `invalid_input` naming the field: `server`, `ca`, `token`, `certificate` or `key`.
 */
export function checkConnection({ server, ca, serverName, credentials }: ConnectionData): ConnectionData {
  return {
    server: checkServer(server),
    ca: ca === null || ca.trim() === '' ? null : checkAuthorities(ca),
    serverName,
    credentials: checkCredentials(credentials),
  };
}

/** A connection whose credentials stay what they are. */
export function openConnection(data: ConnectionData): ClusterConnection {
  const { credentials, ...rest } = checkConnection(data);
  return { ...rest, verifiesServer: true, credentials: async () => credentials };
}

/**
 * The address of an API server, without a slash at its end.
 *
 * @throws TidemarkError `invalid_input` for anything but https (http to this machine alone), credentials, query or fragment.
 */
export function checkServer(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    throw refused('server', 'must be an address such as https://10.0.0.1:6443');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw refused('server', 'must start with https://: over http the token could be read on the way');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('server', 'must not hold a user name or password: put the token into its own field');
  }
  if (url.search !== '' || url.hash !== '') throw refused('server', 'must end before any ? or #');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function checkAuthorities(pem: string): string {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0 || !certificates.every(isCertificate)) {
    const how = 'must be certificates in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----';
    throw refused('ca', how);
  }
  return `${certificates.join('\n')}\n`;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
}

function checkCredentials(credentials: Credentials): Credentials {
  if (credentials.kind === 'token') return { kind: 'token', token: checkToken(credentials.token) };
  const { certificate, key } = credentials;
  if (!isCertificate(certificate)) throw refused('certificate', 'is no certificate in PEM');
  try {
    createSecureContext({ cert: certificate, key });
  } catch (cause) {
    throw refused('key', "must be the certificate's own private key, in PEM and without a passphrase", cause);
  }
  return credentials;
}

/**
 * A token as it may stand in a header.
 *
 * @throws TidemarkError `invalid_input` for an empty one, or one with blanks or other foreign characters in it.
 */
export function checkToken(text: string): string {
  const token = text.trim();
  if (token === '') throw refused('token', 'must not be empty');
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw refused('token', 'must be one line without blanks; it was perhaps copied with a line break');
  }
  return token;
}

const FIELD_NAME = {
  server: 'The address of the API server',
  ca: 'The certificate authority',
  token: 'The token',
  certificate: 'The client certificate',
  key: 'The client key',
} as const;

function refused(field: keyof typeof FIELD_NAME, problem: string, cause?: unknown): TidemarkError {
  return new TidemarkError('invalid_input', `${FIELD_NAME[field]} ${problem}.`, {
    issues: [{ path: field, message: problem }],
    cause,
  });
}
