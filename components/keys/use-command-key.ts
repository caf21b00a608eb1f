'use client';

import { useHydrated } from '#components/time/use-hydrated.ts';

/** How the viewer's keyboard calls the key that opens the search: `⌘` on Apple machines, `Ctrl` elsewhere. */
export function useCommandKey(): '⌘' | 'Ctrl' {
  const isApple = useHydrated() && /Mac|iPhone|iPad/.test(navigator.userAgent);
  return isApple ? '⌘' : 'Ctrl';
}
