'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { invariant } from '#lib/platform/errors.ts';

/** What a person went through of the queue since they opened the candidates. */
export interface QueueMemory {
  /** The queue, with what was decided since at the place it had. */
  seen: readonly number[];
  /** What this person decided. */
  decided: readonly number[];
}

interface Remembering {
  memory: QueueMemory;
  remember: (memory: QueueMemory) => void;
}

const Context = createContext<Remembering | null>(null);

/** Keeps the way through the queue from one candidate to the next. */
export function QueueMemoryProvider({ children }: { children: ReactNode }) {
  const [memory, remember] = useState<QueueMemory>({ seen: [], decided: [] });
  const value = useMemo(() => ({ memory, remember }), [memory]);
  return <Context value={value}>{children}</Context>;
}

export function useQueueMemory(): Remembering {
  const remembering = useContext(Context);
  invariant(remembering, 'candidates are shown within their layout');
  return remembering;
}
