import { signInPath } from './next-path.ts';

export type GateDecision =
  | { kind: 'page' }
  | { kind: 'api' }
  /** Send the browser to the sign-in page, which leads back. */
  | { kind: 'redirect'; to: string }
  | { kind: 'refuse' };

/** Reachable without a session. Everything else, known or not, needs one. */
const PUBLIC_PAGES = ['/sign-in'];
const PUBLIC_API = ['/api/healthz', '/api/readyz'];
const PUBLIC_API_TREES = ['/api/auth/'];

/** Checks its callers itself, by their signatures (lib/clusters/flux-signals/receive.ts). */
const WEBHOOK_TREE = '/api/flux-events/';

/** Check their callers themselves, by cookie or by token (lib/api/route.ts, app/metrics/route.ts). */
const REST_TREE = '/api/v1/';
const METRICS = '/metrics';

/**
 * What the proxy does with a request before any page or route sees it. This is the first of two locks: pages
 * and routes read the account itself; here only the cookie's seal and age are known.
 *
 * @param target path and query as asked for.
 */
export function decideGate(target: string, hasSession: boolean): GateDecision {
  const path = target.split('?')[0] ?? '';
  if (path === '/api' || path.startsWith('/api/')) {
    const open =
      PUBLIC_API.includes(path) ||
      [...PUBLIC_API_TREES, REST_TREE, WEBHOOK_TREE].some((tree) => path.startsWith(tree)) ||
      hasSession;
    return open ? { kind: 'api' } : { kind: 'refuse' };
  }
  if (path === METRICS) return { kind: 'api' };
  if (hasSession || PUBLIC_PAGES.includes(path)) return { kind: 'page' };
  return { kind: 'redirect', to: signInPath(target) };
}
