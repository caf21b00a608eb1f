'use client';

import { useEffect, useState } from 'react';
import { useNowMs } from '#components/time/now.tsx';

const SECOND_MS = 1000;

/** The current time in milliseconds, moving on every second while a run goes. */
export function useRunClock(running: boolean): number {
  const calmMs = useNowMs();
  const [tickMs, setTickMs] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setTickMs(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [running]);
  return running ? Math.max(calmMs, tickMs) : calmMs;
}
