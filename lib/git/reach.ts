import { TidemarkError } from '#lib/platform/errors.ts';
import type { OutboundGuard } from '#lib/platform/outbound.ts';

/**
 * Checks where a remote leads before git connects to it, since git looks names up by itself.
 *
 * @returns for http and https the addresses that were checked, as `http.curloptResolve` takes them, so that git connects
 *   to no others; null where git is to look the name up, or says itself that there is no such name
 * @throws TidemarkError `invalid_input` for a refused address.
 */
export async function reachOf(remoteUrl: string, outbound: OutboundGuard): Promise<string | null> {
  const url = URL.parse(remoteUrl);
  if (url === null || url.hostname === '') return null;
  outbound.checkHost(url.hostname);
  const { protocol, hostname, port } = url;
  const addresses = hostname.startsWith('[') ? [] : await checkedAddresses(hostname, outbound);
  if (addresses.length === 0 || !/^https?:$/.test(protocol)) return null;
  const written = addresses.map((address) => (address.includes(':') ? `[${address}]` : address));
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}:${written.join(',')}`;
}

function checkedAddresses(hostname: string, { lookup }: OutboundGuard): Promise<string[]> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, found) => {
      if (error instanceof TidemarkError) reject(error);
      else resolve(error === null && Array.isArray(found) ? found.map(({ address }) => address) : []);
    });
  });
}
