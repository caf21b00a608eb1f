/** Why no response came, by the codes of Node's sockets, resolver and TLS; anything else keeps its own words. */
const FAULTS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens at this address (connection refused)',
  ECONNRESET: 'the connection was reset before the answer was complete',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up just now',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ETIMEDOUT: 'the connection could not be made in time',
  UND_ERR_CONNECT_TIMEOUT: 'the connection could not be made in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate cannot be verified',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
};

/** Whether the runtime's own fetch gave up waiting: five minutes for the headers, five between parts of the body. */
export function isRuntimeTimeout(error: unknown): boolean {
  return causes(error).some((cause) => ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'].includes(codeOf(cause)));
}

/** A readable reason from the innermost known cause of a failed fetch. */
export function describeConnectionFault(error: unknown): string {
  const known = causes(error)
    .map((cause) => FAULTS[codeOf(cause)])
    .findLast((fault) => fault !== undefined);
  return known ?? messages(error).at(-1) ?? 'the connection failed';
}

/** The error of the given class among `error` and its causes. */
export function findCause<E extends Error>(error: unknown, type: new (...args: never[]) => E): E | undefined {
  return causes(error).find((cause): cause is E => cause instanceof type);
}

const MAX_DEPTH = 8;

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let next = error; next instanceof Error && chain.length < MAX_DEPTH; next = next.cause) chain.push(next);
  return chain;
}

function messages(error: unknown): string[] {
  return causes(error).flatMap((cause) => (cause instanceof Error && cause.message !== '' ? [cause.message] : []));
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
