import { CONNECTION_TEST_TIMEOUT_MS, MAX_RESPONSE_BYTES } from '#lib/policy/thresholds.ts';
import { normaliseBaseUrl } from './base-url.ts';
import { createCappedFetch, type Fetch } from './capped-fetch.ts';
import { describeConnectionFault } from './connection-fault.ts';
import { type Got, readModels } from './connection-steps.ts';
import type { GatewayConnection } from './kind.ts';
import { redactDetail } from './redact.ts';

interface GetOptions extends Pick<GatewayConnection, 'apiKey'> {
  fetch?: Fetch | undefined;
}

/** Reads addresses of a gateway that cost nothing. Resolves whatever happens. */
export function createGet({ apiKey, fetch = globalThis.fetch }: GetOptions): (url: string) => Promise<Got> {
  const cappedFetch = createCappedFetch(fetch, MAX_RESPONSE_BYTES);
  const headers: HeadersInit = apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };
  return async (url) => {
    const signal = AbortSignal.timeout(CONNECTION_TEST_TIMEOUT_MS);
    try {
      const response = await cappedFetch(url, { headers, signal });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      const fault = signal.aborted
        ? `no answer within ${CONNECTION_TEST_TIMEOUT_MS} ms`
        : describeConnectionFault(error);
      // A key that is no valid header value is quoted in the error.
      return { fault: redactDetail(fault, apiKey) };
    }
  };
}

/**
 * Names of the models a gateway lists; null where it lists none or does not answer.
 *
 * @throws TidemarkError `invalid_input` when the base URL does not fit.
 */
export async function listModels({ baseUrl, ...options }: GetOptions & { baseUrl: string }): Promise<string[] | null> {
  return readModels(await createGet(options)(`${normaliseBaseUrl(baseUrl)}/models`));
}
