import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who the provider says has signed in; the rest of the ID token is filled in. */
export interface OidcClaims {
  sub: string;
  email: string;
  email_verified: boolean;
}

export interface OidcServer {
  issuer: string;
  /** Signs `claims` in at the address the console led to; gives the address that the provider leads back to. */
  enter(authorizeUrl: string, claims: OidcClaims): URL;
  [Symbol.asyncDispose](): Promise<void>;
}

const KEY_ID = 'key';
const LIFE_SECONDS = 300;

/** An OpenID Connect provider with one client, its secret unchecked: discovery, codes, signed ID tokens, keys. */
export async function startOidcServer(clientId: string): Promise<OidcServer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tokens = new Map<string, string>();
  let issuer = '';

  function idToken(claims: OidcClaims, nonce: string | null): string {
    const iat = Math.floor(Date.now() / 1000);
    const payload = { ...claims, iss: issuer, aud: clientId, iat, exp: iat + LIFE_SECONDS, nonce };
    const head = [{ alg: 'RS256', kid: KEY_ID }, payload].map((part) => encode(JSON.stringify(part))).join('.');
    return `${head}.${sign('sha256', Buffer.from(head), privateKey).toString('base64url')}`;
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
    const answers: Record<string, object> = {
      '/.well-known/openid-configuration': {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
      },
      '/keys': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' }] },
      '/token': { access_token: 'unused', token_type: 'Bearer', id_token: tokens.get(code) },
    };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answers[request.url ?? ''] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of TCP, as the server listens on a port.
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    enter: (authorizeUrl, claims) => {
      const asked = new URL(authorizeUrl).searchParams;
      const code = `code-${tokens.size}`;
      tokens.set(code, idToken(claims, asked.get('nonce')));
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
