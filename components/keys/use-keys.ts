'use client';

import { useEffect, useRef } from 'react';
import { type KeyBinding, register } from './registry.ts';

/** Keys this component answers to while it is shown; they appear in the list behind `?`. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  const signature = JSON.stringify(bindings.map(({ keys, does }) => ({ keys, does })));
  useEffect(() => {
    const named: { keys: string; does: string }[] = JSON.parse(signature);
    return register(
      named.map((binding) => ({
        ...binding,
        run: () => latest.current.find(({ keys }) => keys === binding.keys)?.run(),
      })),
    );
  }, [signature]);
}
