import pg from 'pg';
import type { Logger } from '#lib/platform/log.ts';
import { RUN_CANCELLED_CHANNEL } from '#lib/runs/cancel-run.ts';

const RECONNECT_DELAY_MS = 1_000;

export interface Cancellations {
  /** Aborts when the run is cancelled. */
  signalFor: (runId: number) => AbortSignal;
  /** Looks up which runs have stopped and lets go of them; covers notices missed while disconnected. */
  refresh: () => Promise<void>;
  close: () => Promise<void>;
}

interface CancellationOptions {
  connectionString: string;
  /** Of `runIds`, those that are no longer sampling. */
  findStopped: (runIds: number[]) => Promise<number[]>;
  log: Logger;
}

/** Listens for cancelled runs on a connection of its own and aborts their calls in flight. */
export function listenForCancellations({ connectionString, findStopped, log }: CancellationOptions): Cancellations {
  const controllers = new Map<number, AbortController>();
  let client: pg.Client | undefined;
  let closed = false;
  let reconnect: NodeJS.Timeout | undefined;

  function abort(runId: number): void {
    controllers.get(runId)?.abort();
    controllers.delete(runId);
  }

  async function refresh(): Promise<void> {
    if (controllers.size === 0) return;
    for (const runId of await findStopped([...controllers.keys()])) abort(runId);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString });
    next.on('notification', ({ payload }) => abort(Number(payload)));
    next.on('error', (error) => {
      log.warn({ err: error }, 'lost the connection that hears of cancelled runs');
      scheduleReconnect();
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${RUN_CANCELLED_CHANNEL}`);
      client = next;
      await refresh();
    } catch (error) {
      log.warn({ err: error }, 'cannot listen for cancelled runs yet');
      await next.end().catch(() => undefined);
      scheduleReconnect();
    }
  }

  function scheduleReconnect(): void {
    client = undefined;
    if (closed) return;
    clearTimeout(reconnect);
    reconnect = setTimeout(() => void connect(), RECONNECT_DELAY_MS);
  }

  void connect();
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
      closed = true;
      clearTimeout(reconnect);
      await client?.end();
    },
  };
}
