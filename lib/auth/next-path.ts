/** Request header in which the proxy tells server components the path and query being asked for. */
export const PATH_HEADER = 'x-tidemark-path';

/** Any origin: only to let the URL parser resolve a path the way a browser would. */
const ANY_ORIGIN = 'http://console.invalid';

/**
 * The place to go to after sign-in. Only a path of this console is followed; an address of another site,
 * however disguised (`//evil`, `/\evil`, `javascript:`), falls back to the overview.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith('/') || !URL.canParse(next, ANY_ORIGIN)) return '/';
  const url = new URL(next, ANY_ORIGIN);
  const path = url.pathname + url.search + url.hash;
  // A second parse catches paths that only become another address, or none, once resolved: `/.//evil`, `/.//`.
  if (url.origin !== ANY_ORIGIN || URL.parse(path, ANY_ORIGIN)?.origin !== ANY_ORIGIN) return '/';
  return url.pathname.startsWith('/sign-in') || url.pathname.startsWith('/api/') ? '/' : path;
}

/** The sign-in page that leads back to `next`. */
export function signInPath(next: string | null | undefined): string {
  const safe = safeNextPath(next);
  return safe === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(safe)}`;
}
