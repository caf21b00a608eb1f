import { type Env, env } from '../platform/env.ts';
import { TidemarkError } from '../platform/errors.ts';

interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button on the sign-in page calls it. */
  name: string;
}

/**
 * The configured identity provider, or null when there is none.
 *
 * @throws TidemarkError `misconfigured` when it is given only in part.
 */
export function oidcSettings(from: Env = env()): OidcSettings | null {
  const { TIDEMARK_OIDC_ISSUER, TIDEMARK_OIDC_CLIENT_ID, TIDEMARK_OIDC_CLIENT_SECRET, TIDEMARK_URL } = from;
  if (TIDEMARK_OIDC_ISSUER === undefined) return null;
  if (TIDEMARK_OIDC_CLIENT_ID === undefined || TIDEMARK_OIDC_CLIENT_SECRET === undefined) {
    throw new TidemarkError(
      'misconfigured',
      'TIDEMARK_OIDC_ISSUER is set; set TIDEMARK_OIDC_CLIENT_ID and TIDEMARK_OIDC_CLIENT_SECRET too, or none of them.',
    );
  }
  if (TIDEMARK_URL === undefined) {
    throw new TidemarkError(
      'misconfigured',
      'Single sign-on needs TIDEMARK_URL, the address people open: the provider sends them back there, and it must not be taken from a request.',
    );
  }
  return {
    issuer: TIDEMARK_OIDC_ISSUER.replace(/\/$/, ''),
    clientId: TIDEMARK_OIDC_CLIENT_ID,
    clientSecret: TIDEMARK_OIDC_CLIENT_SECRET,
    name: from.TIDEMARK_OIDC_NAME,
  };
}

/** What the single sign-on button is called; null when it is not offered. */
export function singleSignOnName(): string | null {
  return oidcSettings()?.name ?? null;
}
