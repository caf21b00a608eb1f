import type { Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';

interface OidcClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
}

/**
 * Any OpenID Connect provider, by discovery: authorisation code flow with PKCE, state and nonce, claims from
 * the signed ID token.
 */
export function oidcProvider({ issuer, clientId, clientSecret, name }: OidcClient): OAuthConfig<Profile> {
  return {
    id: 'oidc',
    name,
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    profile: (claims) => ({ id: claims.sub ?? '' }),
  };
}
