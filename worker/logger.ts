import { Logger as GraphileLogger } from 'graphile-worker';
import type { Logger } from '#lib/platform/log.ts';

/** Sends graphile-worker's own messages to the structured log; its per-job notices are left to the handlers. */
export function workerLogger(log: Logger): GraphileLogger {
  return new GraphileLogger((scope) => (level, message) => {
    const fields = { scope: scope.label };
    if (level === 'error') log.error(fields, message);
    else if (level === 'warning') log.warn(fields, message);
    else log.debug(fields, message);
  });
}
