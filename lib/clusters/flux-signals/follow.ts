import { setTimeout as sleep } from 'node:timers/promises';
import { KubeFault, notComparedOf } from '#lib/kubernetes/client/fault.ts';
import type { ResourceType } from '#lib/kubernetes/types.ts';
import { FLUX_LOOK_AGAIN_MS, FLUX_RELIST_MS } from '#lib/policy/thresholds.ts';
import { followRevisions } from './follow-revisions.ts';
import { followWords } from './follow-words.ts';
import { ownerType, type SignalDeps } from './take-word.ts';

/**
 * Follows what Flux's controllers say of drift in one cluster, until `signal` aborts or the cluster no longer answers:
 * Events of the core group, and which revisions the Kustomizations have applied, by which the Events are judged.
 * A cluster without Flux, or whose account may not read what it takes, is looked at again now and then.
 *
 * @throws KubeFault; the reason of `signal`.
 */
export async function followFluxEvents(deps: SignalDeps): Promise<void> {
  const { client, clusterId, log, signal } = deps;
  for (;;) {
    const { types } = await client.resourceTypes(signal);
    const followers = followersOf(types);
    if (followers.length === 0) log.debug({ clusterId }, 'no Flux in this cluster');
    const isFollowed = followers.length > 0 && (await mayFollow(deps, followers));
    // The server forgot where a watch was; one that always does must not be pressed.
    await sleep(isFollowed ? FLUX_RELIST_MS : FLUX_LOOK_AGAIN_MS, undefined, { signal });
  }
}

/** Runs followers until one ends; false where they may not read what it takes, which is told. */
async function mayFollow(deps: SignalDeps, followers: readonly Follower[]): Promise<boolean> {
  try {
    await together(deps, followers);
    return true;
  } catch (error) {
    if (!(error instanceof KubeFault) || error.reason !== 'forbidden') throw error;
    const notCompared = notComparedOf(error, 'what Flux says of drift');
    deps.log.warn({ clusterId: deps.clusterId, notCompared }, 'what Flux says of drift may not be read');
    return false;
  }
}

type Follower = (deps: SignalDeps) => Promise<void>;

function followersOf(types: readonly ResourceType[]): Follower[] {
  const events = types.find(({ group, kind }) => group === '' && kind === 'Event');
  const kustomizations = ownerType(types, 'Kustomization');
  const abouts = ['Kustomization', 'HelmRelease'].filter((kind) => ownerType(types, kind) !== undefined);
  return [
    ...(kustomizations === undefined ? [] : [(each: SignalDeps) => followRevisions(each, kustomizations)]),
    ...(events === undefined
      ? []
      : abouts.map((about) => (each: SignalDeps) => followWords(each, types, events, about))),
  ];
}

/** Runs them side by side until the first ends, and then ends the others. */
async function together(deps: SignalDeps, followers: readonly Follower[]): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([deps.signal, over.signal]);
  const running = followers.map((follow) => follow({ ...deps, signal }));
  try {
    await Promise.race(running);
  } finally {
    over.abort();
    await Promise.allSettled(running);
  }
}
