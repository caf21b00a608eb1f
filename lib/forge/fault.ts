import { z } from 'zod';
import { redactDetail } from '#lib/gateway/redact.ts';
import { readRetryAfterMs } from '#lib/gateway/retry-after.ts';
import { type ErrorCode, TidemarkError } from '#lib/platform/errors.ts';
import { FORGE_NAME } from './address.ts';
import type { ForgeKind } from './types.ts';

/** What a token of each forge must be allowed to do. */
const NEEDED: Record<ForgeKind, string> = {
  github: 'read and write pull requests of the repository (in a workflow: permissions, pull-requests: write)',
  gitlab: 'use the API (scope api) as Developer or more of the project',
  gitea: 'read and write issues and repositories (scopes write:issue and write:repository)',
};

/** An answer of a forge that is no success. */
export interface RefusedAnswer {
  kind: ForgeKind;
  status: number;
  headers: Headers;
  body: string;
  token: string;
  now: Date;
}

/** What a refusal of a forge means; the message says what to do, and never holds the token. */
export function forgeFault(answer: RefusedAnswer): TidemarkError {
  const { kind, status } = answer;
  const code = codeOf(answer);
  const said = redactDetail(saidIn(answer.body), answer.token);
  const message = `${FORGE_NAME[kind]} ${ADVICE[code](answer)} (HTTP ${status}${said === '' ? '' : `: ${said}`})`;
  const retryAfterMs = retryAfter(answer);
  const mayRetry = code === 'rate_limited' || code === 'unavailable';
  return new TidemarkError(
    code,
    message,
    mayRetry && retryAfterMs !== undefined ? { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) } : {},
  );
}

type FaultCode = Exclude<ErrorCode, 'internal'>;

const ADVICE: Record<FaultCode, (answer: RefusedAnswer) => string> = {
  unauthenticated: () => 'refused the token. Give a valid one.',
  forbidden: ({ kind }) => `does not allow this to the token. It must be allowed to ${NEEDED[kind]}.`,
  not_found: ({ kind }) =>
    `knows no such project, branch or pull request, or hides it from the token. Check the names, and that the token may ${NEEDED[kind]}.`,
  conflict: () => 'says that this is in conflict with what is there.',
  invalid_input: () => 'refused the request.',
  rate_limited: () => 'takes no more requests for now. Try again later.',
  unavailable: () => 'failed. Try again later.',
  misconfigured: ({ headers }) =>
    `is not at this address any more${headers.has('location') ? `: it points to ${originAndPath(headers.get('location'))}` : ''}. Correct address or project.`,
};

function codeOf({ status, headers, body }: RefusedAnswer): FaultCode {
  if (status < 400) return 'misconfigured';
  if (status === 429 || (status === 403 && isRateLimit(headers, body))) return 'rate_limited';
  if (status >= 500 || status === 408) return 'unavailable';
  return CODE_OF_STATUS[status] ?? 'invalid_input';
}

const CODE_OF_STATUS: Partial<Record<number, FaultCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
};

/** GitHub answers 403 to whoever is over a limit, the secondary ones included. */
function isRateLimit(headers: Headers, body: string): boolean {
  return headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after') || /rate limit/i.test(body);
}

/** Where there is no Retry-After, GitHub and GitLab say when the limit is reset, in seconds since 1970. */
function retryAfter({ headers, now }: RefusedAnswer): number | undefined {
  const told = readRetryAfterMs(headers, now);
  if (told !== undefined) return told;
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(reset) && reset > 0 ? Math.max(0, reset * 1000 - now.getTime()) : undefined;
}

const text = z.union([z.string(), z.json().transform((value) => JSON.stringify(value))]);
const spoken = z.object({ message: text.optional(), error: text.optional(), errors: z.json().optional() });

/** The forge's own words; nothing of an HTML page. */
function saidIn(body: string): string {
  try {
    const { message, error, errors } = spoken.parse(JSON.parse(body));
    const details = errors === undefined || errors === null ? '' : ` ${JSON.stringify(errors)}`;
    return `${message ?? error ?? ''}${details}`.replaceAll(/\p{Cc}/gu, ' ').trim();
  } catch {
    return '';
  }
}

function originAndPath(location: string | null): string {
  if (location === null || !URL.canParse(location)) return 'another place';
  const { origin, pathname } = new URL(location);
  return `${origin}${pathname}`;
}
