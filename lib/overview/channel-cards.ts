import type { Channel, Verdict } from '#lib/contract/common.ts';
import type { ChannelCard } from '#lib/contract/overview.ts';
import type { EndpointState } from './endpoint-state.ts';

/** An endpoint under watch, paused ones left out. */
export interface WatchedEndpoint extends EndpointState {
  name: string;
  /** When a check of it was last measured. */
  lastMeasuredAt: Date | null;
}

/** What a reader learns where nothing of a channel is set up. */
const NOT_WATCHED: Record<Channel, string> = {
  model: 'No active endpoint, so no model is watched.',
  prompt: 'No golden suite is connected, so prompt changes are not watched.',
  code: 'No cluster is connected, so nothing compares what runs with git.',
  config: 'No flag or policy source is connected, so configuration is not watched.',
};

/** The worst state wins, and not knowing is worse than calibrating: a channel is stable only when every part of it is. */
const WORST_FIRST = ['drifted', 'unmeasured', 'calibrating', 'stable'] as const satisfies Verdict[];

/** Endpoints named in a card's sentence; the rest is counted. */
const NAMED = 2;

const STATE_NAME: Record<Verdict, string> = {
  drifted: 'Drifted',
  unmeasured: 'Not measured',
  calibrating: 'Calibrating',
  stable: 'Stable',
};

/** The card of a channel that nothing feeds. */
export function notWatchedCard(channel: Channel): ChannelCard {
  return {
    channel,
    state: 'not_watched',
    summary: NOT_WATCHED[channel],
    since: null,
    lastMeasuredAt: null,
    nextRunAt: null,
  };
}

/** The model channel's card, from every endpoint under watch. `since` dates the oldest drift. */
export function modelCard(endpoints: readonly WatchedEndpoint[], nextRunAt: Date): ChannelCard {
  const present = WORST_FIRST.filter((state) => endpoints.some((endpoint) => endpoint.state === state));
  const [worst] = present;
  if (worst === undefined) return notWatchedCard('model');
  const since = earliest(endpoints.map((endpoint) => endpoint.driftedSince));
  const lastMeasuredAt = latest(endpoints.map((endpoint) => endpoint.lastMeasuredAt));
  return {
    channel: 'model',
    state: worst,
    summary: present.map((state) => sentence(state, endpoints)).join(' '),
    since: since?.toISOString() ?? null,
    lastMeasuredAt: lastMeasuredAt?.toISOString() ?? null,
    nextRunAt: nextRunAt.toISOString(),
  };
}

function sentence(state: Verdict, endpoints: readonly WatchedEndpoint[]): string {
  const names = endpoints.filter((endpoint) => endpoint.state === state).map((endpoint) => endpoint.name);
  return `${STATE_NAME[state]}: ${enumerate(names, { isAll: names.length === endpoints.length })}.`;
}

function enumerate(names: readonly string[], { isAll }: { isAll: boolean }): string {
  if (names.length <= NAMED) return names.join(', ');
  if (isAll) return `all ${names.length} endpoints`;
  return `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
}

function earliest(dates: readonly (Date | null)[]): Date | undefined {
  return dates.filter((date) => date !== null).sort((a, b) => a.getTime() - b.getTime())[0];
}

function latest(dates: readonly (Date | null)[]): Date | undefined {
  return dates.filter((date) => date !== null).sort((a, b) => b.getTime() - a.getTime())[0];
}
