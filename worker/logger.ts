import { Logger as GraphileLogger } from 'graphile-worker';
import type { Logger } from '#lib/platform/log.ts';

/** Said once per connection when the database goes away, which the listening connections report once. */
const LOST_CLIENT = /^PostgreSQL (idle|active) client generated error/;
/** Meant for jobs that keep a connection while they run; ours do not, and queue.ts says why the pool is small. */
const SMALL_POOL = /^WARNING: having maxPoolSize/;

/** Sends graphile-worker's own messages to the structured log; failed jobs are logged by the handlers, with their payload. */
export function workerLogger(log: Logger): GraphileLogger {
  return new GraphileLogger((scope) => (level, message, meta) => {
    const fields = { scope: scope.label };
    if (meta?.failure === true || LOST_CLIENT.test(message) || SMALL_POOL.test(message)) log.debug(fields, message);
    else if (level === 'error') log.error(fields, message);
    else if (level === 'warning') log.warn(fields, message);
    else log.debug(fields, message);
  });
}
