import { type Env, env } from '../platform/env.ts';
import { invariant } from '../platform/errors.ts';

interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button on the sign-in page calls it. */
  name: string;
}

/** The configured identity provider, or null when there is none. The environment names it in full or not at all. */
export function oidcSettings(from: Env = env()): OidcSettings | null {
  const { TIDEMARK_OIDC_ISSUER, TIDEMARK_OIDC_CLIENT_ID, TIDEMARK_OIDC_CLIENT_SECRET } = from;
  if (TIDEMARK_OIDC_ISSUER === undefined) return null;
  invariant(TIDEMARK_OIDC_CLIENT_ID !== undefined, 'an issuer comes with a client id');
  invariant(TIDEMARK_OIDC_CLIENT_SECRET !== undefined, 'an issuer comes with a client secret');
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
