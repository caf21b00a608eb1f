import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CANCELLED_CHANNEL, type Cancellable, cancelKey } from '#lib/jobs/cancelled.ts';
import type { Logger } from '#lib/platform/log.ts';

const RECONNECT_DELAY_MS = 1_000;
const CONNECT_TIMEOUT_MS = 10_000;

export interface Cancellations {
  /** Aborts when it is cancelled. */
  signalFor: (what: Cancellable) => AbortSignal;
  /** Looks up what has stopped and lets go of it; covers notices missed while disconnected. */
  refresh: () => Promise<void>;
  close: () => Promise<void>;
}

interface CancellationOptions {
  connectionString: string;
  /** Of `keys`, those that make no more calls. */
  findStopped: (keys: string[]) => Promise<string[]>;
  log: Logger;
}

/** Listens for what is cancelled on a connection of its own, made anew when lost, and aborts its calls in flight. */
export function listenForCancellations({ connectionString, findStopped, log }: CancellationOptions): Cancellations {
  const controllers = new Map<string, AbortController>();
  const closing = new AbortController();

  function abort(key: string): void {
    controllers.get(key)?.abort();
    controllers.delete(key);
  }

  async function refresh(): Promise<void> {
    if (controllers.size === 0) return;
    for (const key of await findStopped([...controllers.keys()])) abort(key);
  }

  /** Listens until the connection is lost or no longer wanted. */
  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
    });
    client.on('notification', ({ payload }) => abort(payload ?? ''));
    client.on('error', (error) => log.warn({ err: error }, 'lost the connection that hears of cancellations'));
    const over = new Promise<void>((resolve) => {
      client.once('end', resolve);
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    const listening = async () => {
      await client.connect();
      await client.query(`LISTEN ${CANCELLED_CHANNEL}`);
      await refresh();
    };
    try {
      await Promise.race([listening(), over]);
      await over;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      await listen().catch((error) => log.warn({ err: error }, 'cannot listen for cancellations yet'));
      await sleep(RECONNECT_DELAY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const listening = keepListening();
  return {
    signalFor: (what) => {
      const key = cancelKey(what);
      let controller = controllers.get(key);
      if (controller === undefined) {
        controller = new AbortController();
        controllers.set(key, controller);
      }
      return controller.signal;
    },
    refresh,
    close: async () => {
      closing.abort();
      await listening;
    },
  };
}
