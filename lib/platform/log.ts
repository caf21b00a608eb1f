import { type DestinationStream, type Logger, pino } from 'pino';
import { env } from './env.ts';

export type { Logger };

/** Fields that are blanked wherever they appear in a log record, two levels deep. */
const SECRET_FIELDS = ['apiKey', 'authorization', 'password', 'secret', 'token', 'encryptedKey', 'passwordHash'];

/** A structured logger that writes JSON lines, to standard error unless told otherwise. */
export function createLogger(
  process: 'console' | 'worker' | 'cli' | 'demo',
  to: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level: env().TIDEMARK_LOG_LEVEL,
      base: { process },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
    },
    to,
  );
}
