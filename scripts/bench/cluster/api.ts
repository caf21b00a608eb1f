import https from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { ClusterConnection } from '#lib/kubernetes/connection/types.ts';

/** Asks an API server, with nothing of the product's own client in between. */
export type RawApi = (method: string, path: string, options?: { accept?: string; body?: unknown }) => Promise<Buffer>;

export function rawApi({ server, ca, credentials }: ClusterConnection): RawApi {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 16 });
  return async (method, path, { accept = 'application/json', body } = {}) => {
    const known = await credentials();
    const tls = known.kind === 'certificate' ? { cert: known.certificate, key: known.key } : {};
    const headers = { accept, 'content-type': 'application/apply-patch+yaml' };
    return new Promise((resolve, reject) => {
      const request = https.request(
        `${server}${path}`,
        { method, agent, headers, ...tls, ...(ca && { ca }) },
        (answer) => {
          buffer(answer).then((bytes) => {
            const { statusCode = 0 } = answer;
            if (statusCode < 300) resolve(bytes);
            else reject(new Error(`HTTP ${statusCode} for ${path}: ${bytes.toString('utf8').slice(0, 200)}`));
          }, reject);
        },
      );
      request.once('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  };
}

/** Reads lists page by page and parses them, and nothing else. @returns the objects that were read. */
export async function readRaw(api: RawApi, lists: readonly string[], limit: number, accept?: string): Promise<number> {
  let objects = 0;
  for (const list of lists) {
    let next = '';
    do {
      const token = next === '' ? '' : `&continue=${encodeURIComponent(next)}`;
      const page = JSON.parse(
        (await api('GET', `${list}?limit=${limit}${token}`, accept ? { accept } : {})).toString('utf8'),
      );
      objects += page.items.length;
      next = page.metadata.continue ?? '';
    } while (next !== '');
  }
  return objects;
}
