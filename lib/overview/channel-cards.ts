import type { Channel, Verdict } from '#lib/contract/common.ts';
import type { ChannelCard } from '#lib/contract/overview.ts';
import type { EndpointState } from './endpoint-state.ts';

/** Something under watch: an active endpoint, an agent with a model, a cluster or a flagd. */
export interface Watched extends EndpointState {
  name: string;
  /** When it was last measured. */
  lastMeasuredAt: Date | null;
}

/** What a reader learns where nothing of a channel is set up. */
const NOT_WATCHED: Record<Channel, string> = {
  model: 'No active endpoint, so no model is watched.',
  prompt: 'No golden suite is connected, so prompt changes are not watched.',
  code: 'No cluster is connected, so nothing compares what runs with git.',
  config: 'No cluster or flagd is connected, so configuration is not watched.',
};

/** The worst state wins, and not knowing is worse than calibrating: a channel is stable only when every part of it is. */
const WORST_FIRST = ['drifted', 'unmeasured', 'calibrating', 'stable'] as const satisfies Verdict[];

/** What a channel watches, where a sentence counts it. */
const WATCHED: Record<Channel, string> = {
  model: 'endpoints',
  prompt: 'agents and models',
  code: 'clusters',
  config: 'clusters and flag sources',
};

/** Names in a card's sentence; the rest is counted. */
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

/** A channel's card, from everything under its watch. `since` dates the oldest drift. */
export function channelCard(channel: Channel, watched: readonly Watched[], nextRunAt: Date | null): ChannelCard {
  const present = WORST_FIRST.filter((state) => watched.some((each) => each.state === state));
  const [worst] = present;
  if (worst === undefined) return notWatchedCard(channel);
  const since = earliest(watched.map((each) => each.driftedSince));
  const lastMeasuredAt = latest(watched.map((each) => each.lastMeasuredAt));
  return {
    channel,
    state: worst,
    summary: present.map((state) => sentence(state, watched, WATCHED[channel])).join(' '),
    since: since?.toISOString() ?? null,
    lastMeasuredAt: lastMeasuredAt?.toISOString() ?? null,
    nextRunAt: nextRunAt?.toISOString() ?? null,
  };
}

function sentence(state: Verdict, watched: readonly Watched[], what: string): string {
  const names = watched.filter((each) => each.state === state).map(({ name }) => name);
  return `${STATE_NAME[state]}: ${enumerate(names, names.length === watched.length ? what : null)}.`;
}

/** @param all What the names are, where they are all there is; else null. */
function enumerate(names: readonly string[], all: string | null): string {
  if (names.length <= NAMED) return names.join(', ');
  if (all !== null) return `all ${names.length} ${all}`;
  return `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
}

function earliest(dates: readonly (Date | null)[]): Date | undefined {
  return dates.filter((date) => date !== null).sort((a, b) => a.getTime() - b.getTime())[0];
}

function latest(dates: readonly (Date | null)[]): Date | undefined {
  return dates.filter((date) => date !== null).sort((a, b) => b.getTime() - a.getTime())[0];
}
