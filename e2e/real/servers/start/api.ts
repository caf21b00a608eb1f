import { request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface ApiAnswer {
  status: number;
  /** Parsed where it is JSON, else its text. */
  body: unknown;
}

interface ApiOptions {
  body?: unknown;
  /** Of the body, e.g. `application/apply-patch+yaml`. */
  contentType?: string;
  /** Asks as this bearer instead of the administrator. */
  token?: string;
  /** Media types to answer in; JSON where left out. */
  accept?: string | undefined;
}

/** Asks the API server for `path`, such as `/api/v1/namespaces`. */
export type Api = (method: string, path: string, options?: ApiOptions) => Promise<ApiAnswer>;

const JSON_TYPE = 'application/json';

/** Access for the set-up of tests; the product's own client is what they test. */
export function createApi(url: string, ca: string, adminToken: string): Api {
  return (method, path, { body, contentType = JSON_TYPE, token = adminToken, accept = JSON_TYPE } = {}) =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': contentType, accept };
      const asked = request(new URL(path, url), { method, ca, headers }, (response) => {
        text(response).then((read) => resolve({ status: response.statusCode ?? 0, body: parse(read) }), reject);
      });
      asked.once('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

/**
 * Server-side apply of one object, as the given manager and by force.
 *
 * @throws Error with the API server's answer unless it took the object.
 */
export async function apply(api: Api, path: string, object: object, manager = 'kustomize-controller') {
  const address = `${path}?fieldManager=${manager}&force=true`;
  return demand(await api('PATCH', address, { body: object, contentType: 'application/apply-patch+yaml' }), path);
}

/** The body of an answer that says yes. */
export function demand({ status, body }: ApiAnswer, subject: string): unknown {
  if (status >= 200 && status < 300) return body;
  throw new Error(`The API server answered ${status} for ${subject}: ${JSON.stringify(body)}`);
}

function parse(read: string): unknown {
  try {
    return JSON.parse(read);
  } catch {
    return read;
  }
}
