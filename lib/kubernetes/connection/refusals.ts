const FLATTEN = 'enter the output of kubectl config view --raw --flatten, which holds the content itself';
const ACCOUNT = 'enter the token of a service account instead';
const RIGHTS = 'enter credentials that have the rights themselves';

/** What a kubeconfig may ask for and Tidemark does not follow on a server, and what to do instead. */
export const REFUSED_KEYS: Record<string, string> = {
  exec: `it runs a command; ${ACCOUNT}`,
  'auth-provider': `it runs a command; ${ACCOUNT}`,
  tokenFile: `it reads a file; ${ACCOUNT}`,
  'token-file': `it reads a file; ${ACCOUNT}`,
  'certificate-authority': `it reads a file; ${FLATTEN}`,
  'client-certificate': `it reads a file; ${FLATTEN}`,
  'client-key': `it reads a file; ${FLATTEN}`,
  username: `API servers take no passwords any more; ${ACCOUNT}`,
  password: `API servers take no passwords any more; ${ACCOUNT}`,
  as: RIGHTS,
  'as-groups': RIGHTS,
  'as-uid': RIGHTS,
  'as-user-extra': RIGHTS,
  'proxy-url': 'Tidemark must reach the API server directly',
  'insecure-skip-tls-verify': 'anybody on the way could read the token; add certificate-authority-data',
};

/** Whether a key of a kubeconfig asks for something. */
export function isAsked(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
