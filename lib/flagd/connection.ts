import { TidemarkError } from '#lib/platform/errors.ts';

/** Where a flagd listens, as an administrator entered it. */
export interface FlagdConnection {
  /** `http://host:port` or `https://host:port`; definitions are on 8015, evaluations on 8016 unless set otherwise. */
  url: string;
  /** Certificates in PEM that its own is checked by; null takes the system's. */
  ca: string | null;
}

/**
 * The address of a flagd, without a path.
 *
 * @throws TidemarkError `invalid_input` for anything else than http or https, credentials, a path, query or fragment.
 */
export function checkFlagdUrl(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw refused('must be an address such as http://flagd.feature-flags:8015');
  }
  if (url.username !== '' || url.password !== '') throw refused('must not hold a user name or password');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw refused('must end after the port');
  return url.origin;
}

function refused(problem: string): TidemarkError {
  return new TidemarkError('invalid_input', `The address of flagd ${problem}.`, {
    issues: [{ path: 'url', message: problem }],
  });
}
