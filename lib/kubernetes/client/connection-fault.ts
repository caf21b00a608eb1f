import { describeConnectionFault, findCause } from '#lib/gateway/connection-fault.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { KubeFault } from './fault.ts';

const ADD_CA = 'Enter the certificate authority of the cluster (certificate-authority-data of its kubeconfig).';

/** Faults of a connection that do not pass by themselves, by Node's codes, and how they are mended. */
const LASTING: Record<string, string> = {
  ENOTFOUND: 'Check the address, and that its name is known where Tidemark runs.',
  DEPTH_ZERO_SELF_SIGNED_CERT: ADD_CA,
  SELF_SIGNED_CERT_IN_CHAIN: ADD_CA,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ADD_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ADD_CA,
  UNABLE_TO_GET_ISSUER_CERT: ADD_CA,
  CERT_SIGNATURE_FAILURE: ADD_CA,
  CERT_HAS_EXPIRED: "Renew the API server's certificate.",
  ERR_TLS_CERT_ALTNAME_INVALID: 'Use an address that the certificate names, or set tls-server-name.',
  EPROTO: 'Check that the address is that of an API server, with https and the right port.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'Check that the address is that of an API server, with https and the right port.',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'Check that the address is that of an API server, with https and the right port.',
};

/** What a request amounts to that brought no whole answer. */
export function faultOfConnection(asked: string, error: unknown): KubeFault {
  if (error instanceof KubeFault) return error;
  const ours = findCause(error, TidemarkError);
  if (ours !== undefined) {
    const detail = `${asked}: ${ours.message.replace(/\.$/, '')}`;
    return new KubeFault('unreachable', detail, { mend: '', cause: error });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const mend = LASTING[code] ?? (code.startsWith('ERR_SSL') || code.startsWith('HPE_') ? LASTING.EPROTO : undefined);
  const detail = `${asked}: ${describeConnectionFault(error)}`;
  return new KubeFault('unreachable', detail, { passing: mend === undefined, mend, cause: error });
}
