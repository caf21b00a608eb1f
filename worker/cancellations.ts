import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '#lib/platform/log.ts';
import { RUN_CANCELLED_CHANNEL } from '#lib/runs/cancel-run.ts';

const RECONNECT_DELAY_MS = 1_000;
const CONNECT_TIMEOUT_MS = 10_000;

export interface Cancellations {
  /** Aborts when the run is cancelled. */
  signalFor: (runId: number) => AbortSignal;
  /** Looks up which runs have stopped and lets go of them; covers notices missed while disconnected. */
  refresh: () => Promise<void>;
  close: () => Promise<void>;
}

interface CancellationOptions {
  connectionString: string;
  /** Of `runIds`, those that make no more calls. */
  findStopped: (runIds: number[]) => Promise<number[]>;
  log: Logger;
}

/** Listens for cancelled runs on a connection of its own, made anew when lost, and aborts their calls in flight. */
export function listenForCancellations({ connectionString, findStopped, log }: CancellationOptions): Cancellations {
  const controllers = new Map<number, AbortController>();
  const closing = new AbortController();

  function abort(runId: number): void {
    controllers.get(runId)?.abort();
    controllers.delete(runId);
  }

  async function refresh(): Promise<void> {
    if (controllers.size === 0) return;
    for (const runId of await findStopped([...controllers.keys()])) abort(runId);
  }

  /** Listens until the connection is lost or no longer wanted. */
  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
    });
    client.on('notification', ({ payload }) => abort(Number(payload)));
    client.on('error', (error) => log.warn({ err: error }, 'lost the connection that hears of cancelled runs'));
    const over = new Promise<void>((resolve) => {
      client.once('end', resolve);
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    const listening = async () => {
      await client.connect();
      await client.query(`LISTEN ${RUN_CANCELLED_CHANNEL}`);
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
      await listen().catch((error) => log.warn({ err: error }, 'cannot listen for cancelled runs yet'));
      await sleep(RECONNECT_DELAY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const listening = keepListening();
  return {
    signalFor: (runId) => {
      let controller = controllers.get(runId);
      if (controller === undefined) {
        controller = new AbortController();
        controllers.set(runId, controller);
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
