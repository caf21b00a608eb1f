import { TidemarkError } from '#lib/platform/errors.ts';

/**
 * Checks a base URL set by an administrator and puts it into one form: no trailing slash, `/v1` where no path was given.
 * Any host is allowed, private ones too: a gateway usually lives in the cluster.
 *
 * @throws TidemarkError `invalid_input` for another scheme, credentials, query or fragment.
 */
export function normaliseBaseUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl.trim());
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw refused('must be an absolute http:// or https:// URL, such as https://gateway.example/v1');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('must not hold a user name or password: put the key into the key field');
  }
  if (url.search !== '' || url.hash !== '') throw refused('must end before any ? or #');
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  return `${url.origin}${path === '' ? '/v1' : path}`;
}

/** Address above `/v1`, where a LiteLLM proxy keeps its health checks. */
export function gatewayRoot(normalisedBaseUrl: string): string {
  return normalisedBaseUrl.replace(/\/v1$/, '');
}

function refused(problem: string): TidemarkError {
  return new TidemarkError('invalid_input', `Base URL ${problem}.`, {
    issues: [{ path: 'baseUrl', message: problem }],
  });
}
