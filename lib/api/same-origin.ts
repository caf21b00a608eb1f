/** Sent by the console's own pages with every call. */
export const REQUESTED_WITH = { header: 'x-requested-with', value: 'tidemark' } as const;

/**
 * Whether a cookie-authenticated change comes from the console's own pages. A browser attaches the session
 * cookie to requests that other sites cause, so the cookie alone proves nothing. Three independent marks:
 *
 * - the custom header: another origin cannot set one without a CORS preflight, which is never granted;
 * - `Sec-Fetch-Site`, which no script can forge, must be `same-origin` where the browser sends it;
 * - `Origin`, sent with every cross-site POST, must name this host.
 *
 * Source: OWASP CSRF Prevention Cheat Sheet (Fetch Metadata; custom request headers).
 *
 * @param publicUrl the configured address; without one the request's own Host counts.
 */
export function isSameOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  if (headers.get(REQUESTED_WITH.header) !== REQUESTED_WITH.value) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === (publicUrl === undefined ? headers.get('host') : new URL(publicUrl).host);
}
