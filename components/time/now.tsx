'use client';

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

const TICK_MS = 15_000;

const ServerNow = createContext(0);
const listeners = new Set<() => void>();
let browserNowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    browserNowMs = Date.now();
    timer = setInterval(() => {
      browserNowMs = Date.now();
      for (const notify of listeners) notify();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Hands the server's clock to the first paint, so that hydration prints the same relative times. */
export function NowProvider({ nowMs, children }: { nowMs: number; children: ReactNode }) {
  return <ServerNow value={nowMs}>{children}</ServerNow>;
}

/** The current time in milliseconds, moving on every 15 seconds. */
export function useNowMs(): number {
  const serverNowMs = useContext(ServerNow);
  return useSyncExternalStore(
    subscribe,
    () => browserNowMs,
    () => serverNowMs,
  );
}
