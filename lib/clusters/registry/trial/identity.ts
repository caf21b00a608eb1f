import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Credentials } from '#lib/kubernetes/connection/types.ts';
import { CREDENTIALS_END_SOON_DAYS } from '#lib/policy/thresholds.ts';

/** Whom credentials name, as far as they say it themselves. */
export interface Identity {
  name: string | null;
  /** Null: they do not say, or never end. */
  endsAt: Date | null;
}

const claims = z.object({ sub: z.string().max(300).optional(), exp: z.number().optional() });

/** Reads a token that is a JWT, or a client certificate; nothing of it is verified, which is the server's part. */
export function identityOf(credentials: Credentials): Identity {
  if (credentials.kind === 'token') {
    const { sub, exp } = payloadOf(credentials.token);
    return { name: sub ?? null, endsAt: exp === undefined ? null : new Date(exp * 1000) };
  }
  const { subject, validToDate } = new X509Certificate(credentials.certificate);
  return { name: /(?:^|\n)CN=(.+)/.exec(subject)?.[1] ?? null, endsAt: validToDate };
}

/** The same in a sentence. */
export function identityWords({ name, endsAt }: Identity, now: Date): string {
  const who = `It takes the credentials${name === null ? '' : ` of ${name}`}.`;
  if (endsAt === null) return who;
  const day = endsAt.toISOString().slice(0, 10);
  const daysLeft = (endsAt.getTime() - now.getTime()) / 86_400_000;
  if (daysLeft > CREDENTIALS_END_SOON_DAYS) return `${who} They end on ${day}.`;
  return `${who} They end on ${day} already: enter some that last, or the comparison ends with them.`;
}

function payloadOf(token: string): z.infer<typeof claims> {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    return claims.parse(JSON.parse(payload));
  } catch {
    return {};
  }
}
