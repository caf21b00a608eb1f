import type { OutboundGuard } from '#lib/platform/outbound.ts';
import type { FlagRef } from './types.ts';

/** How a flagd is asked. */
export interface FetchOptions {
  outbound: OutboundGuard;
  signal: AbortSignal;
  /** Flags that git has. flagd tells a key once even where several sets have it, so each set is asked for by itself. */
  known?: readonly FlagRef[];
  /** For all calls together. */
  timeoutMs?: number;
  /** Of one answer. */
  maxBytes?: number;
}

/** Asks for the flags of no set. */
export const OF_NO_SET = 'flagSetId=';

/** Each set by itself where there are several. */
export function selectorsOf(refs: readonly FlagRef[]): string[] {
  const ids = new Set(refs.map(({ flagSetId }) => flagSetId ?? ''));
  return ids.size > 1 ? [...ids].map((id) => `${OF_NO_SET}${id}`) : [];
}
