import { randomUUID } from 'node:crypto';
import type { Problem } from '../contract/common.ts';
import { type ErrorCode, HTTP_STATUS, TidemarkError } from '../platform/errors.ts';
import { createLogger, type Logger } from '../platform/log.ts';
import { isDatabaseUnreachable } from '../platform/prisma-errors.ts';

const TITLES: Record<ErrorCode, string> = {
  invalid_input: 'The request does not fit',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Not possible in the present state',
  rate_limited: 'Too many attempts',
  misconfigured: 'Tidemark is not configured for this',
  unavailable: 'Not available right now',
  internal: 'Something broke inside Tidemark',
};

/** Seconds to wait before a retry when the database is out of reach. */
const DATABASE_RETRY_SECONDS = 5;

/**
 * Answers with an RFC 9457 problem document. `status` differs from the code's own only for
 * refusals of the HTTP layer (405, 413, 415).
 */
export function problemResponse(error: TidemarkError, status: number = HTTP_STATUS[error.code]): Response {
  const problem: Problem = {
    type: `urn:tidemark:problem:${error.code}`,
    title: TITLES[error.code],
    status,
    detail: error.message,
    code: error.code,
    ...(error.issues.length > 0 ? { issues: [...error.issues] } : {}),
  };
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  if (error.retryAfterSeconds !== undefined) headers.set('Retry-After', String(Math.ceil(error.retryAfterSeconds)));
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer realm="tidemark"');
  return new Response(JSON.stringify(problem), { status, headers });
}

/**
 * What a caller may know of any thrown value. Errors that were not meant for people are logged under an
 * id and shown as that id alone, so that no stack trace, query or secret leaves the process.
 */
export function presentable(error: unknown, log: Logger = consoleLog()): TidemarkError {
  if (error instanceof TidemarkError && error.code !== 'internal') {
    if (error.code === 'misconfigured') log.error({ err: error }, 'misconfigured');
    return error;
  }
  if (isDatabaseUnreachable(error)) {
    log.error({ err: error }, 'database unreachable');
    return new TidemarkError('unavailable', 'The database cannot be reached. Nothing was changed; try again shortly.', {
      cause: error,
      retryAfterSeconds: DATABASE_RETRY_SECONDS,
    });
  }
  const errorId = randomUUID();
  log.error({ err: error, errorId }, 'unexpected error in a request');
  return new TidemarkError('internal', `Something unexpected happened. The log has it under ${errorId}.`, {
    cause: error,
  });
}

let logger: Logger | undefined;

function consoleLog(): Logger {
  logger ??= createLogger('console');
  return logger;
}
