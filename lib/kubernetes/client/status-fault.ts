import { z } from 'zod';
import { redactDetail } from '#lib/gateway/redact.ts';
import { readRetryAfterMs } from '#lib/gateway/retry-after.ts';
import type { Credentials } from '../connection/types.ts';
import { KubeFault, type KubeFaultReason } from './fault.ts';

/** An answer of an API server that is no success. */
export interface RefusedAnswer {
  /** Where and what was asked, e.g. `https://10.0.0.1:6443: secrets in payments`. */
  asked: string;
  status: number;
  headers: Headers;
  body: string;
  credentials: Credentials;
  now: Date;
  /** The answer to a dry run. */
  isDryRun: boolean;
}

const statusShape = z.object({
  message: z.string().default(''),
  reason: z.string().default(''),
  metadata: z.object({ continue: z.string().optional() }).optional(),
  details: z.object({ name: z.string().optional() }).nullish(),
});

const REASON_OF_STATUS: Partial<Record<number, KubeFaultReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_served',
  405: 'not_served',
  409: 'refused',
  410: 'expired',
  422: 'refused',
};

/** What a refusal of an API server means; the message holds the server's own words and no secret. */
export function faultOfAnswer({ asked, status, headers, body, credentials, now, isDryRun }: RefusedAnswer): KubeFault {
  const passing = status >= 500 || status === 429 || status === 408;
  const said = parseStatus(body);
  const token = credentials.kind === 'token' ? credentials.token : null;
  const words = redactDetail(said?.message ?? '', token);
  const told = `HTTP ${status}${words === '' ? '' : `: ${words.replace(/\.$/, '')}`}`;
  const redirected = status >= 300 && status < 400;
  const detail = redirected ? `it redirects elsewhere (HTTP ${status}), which an API server does not` : told;
  const untried = isDryRun ? untriedBy(status, words) : null;
  const expiry = status === 401 ? expiryOf(credentials, now) : undefined;
  return new KubeFault(
    untried?.reason ?? REASON_OF_STATUS[status] ?? (passing || redirected ? 'unreachable' : 'unreadable'),
    `${asked}: ${expiry === undefined ? detail : `${detail}; ${expiry}`}`,
    {
      passing,
      mend: untried?.mend,
      retryAfterMs: passing ? readRetryAfterMs(headers, now) : undefined,
      resumeWith: said?.metadata?.continue,
      isObjectMissing: status === 404 && said?.reason === 'NotFound' && (said.details?.name ?? '') !== '',
    },
  );
}

/** What RBAC says, unlike admission. */
const MAY_NOT_PATCH = /cannot patch resource/;

/** What a refused dry run means; null where it is what it is for any request. */
function untriedBy(status: number, words: string): { reason: KubeFaultReason; mend: string } | null {
  if (status === 403 && MAY_NOT_PATCH.test(words)) {
    return {
      reason: 'forbidden',
      mend: "Allow patch of it to the cluster's account, as the role tidemark-dry-run does.",
    };
  }
  if (![400, 403, 409, 422].includes(status)) return null;
  return { reason: 'refused', mend: "The cluster would not take git's object. Mend it in git, or what refuses it." };
}

function parseStatus(body: string): z.infer<typeof statusShape> | undefined {
  try {
    return statusShape.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

const claims = z.object({ exp: z.number() });

/** What a refused token that is a JWT says of its own end. */
function expiryOf(credentials: Credentials, now: Date): string | undefined {
  if (credentials.kind !== 'token') return undefined;
  try {
    const payload = Buffer.from(credentials.token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const end = new Date(claims.parse(JSON.parse(payload)).exp * 1000);
    return end <= now ? `the token expired on ${end.toISOString()}` : undefined;
  } catch {
    return undefined;
  }
}
