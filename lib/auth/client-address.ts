/**
 * Network address of the caller. Next fills `X-Forwarded-For` from the socket; each reverse proxy in front
 * appends the address it saw, so the one the outermost trusted proxy added stands `trustedProxies` from the end.
 * Without a proxy the last entry counts. A caller can forge entries left of it, never that one, as long as a
 * proxy is in front; without one the header is the caller's word (see ACCOUNT_LIMIT).
 */
export function clientAddress(forwardedFor: string | null | undefined, trustedProxies: number): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  return hops.at(-Math.max(1, trustedProxies)) || hops[0] || 'unknown';
}
