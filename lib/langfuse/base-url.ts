import { TidemarkError } from '#lib/platform/errors.ts';

/**
 * Checks the address of a Langfuse server and puts it into one form: without a trailing slash, and without the path of
 * the API or of a project, which people copy along. Any host is allowed: Langfuse often runs beside the agents.
 *
 * @throws TidemarkError `invalid_input` for another scheme, credentials, query or fragment.
 */
export function normaliseLangfuseUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl.trim());
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw refused('must be an absolute http:// or https:// URL, such as https://cloud.langfuse.com');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('must not hold a user name or password: put the keys into their own fields');
  }
  if (url.search !== '' || url.hash !== '') throw refused('must end before any ? or #');
  const path = url.pathname.replace(/\/(api\/public|project)(\/.*)?$/, '').replace(/\/+$/, '');
  return `${url.origin}${path}`;
}

function refused(problem: string): TidemarkError {
  return new TidemarkError('invalid_input', `Address of Langfuse ${problem}.`, {
    issues: [{ path: 'baseUrl', message: problem }],
  });
}
