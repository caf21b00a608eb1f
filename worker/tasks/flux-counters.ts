import { readAllCounters } from '#lib/clusters/flux-signals/read-counters.ts';
import type { Handler } from '../handlers.ts';

export const fluxCounters: Handler<'flux.counters'> = (_, { signals }, shutdown) => readAllCounters(signals, shutdown);
