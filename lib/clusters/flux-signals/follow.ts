import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceType } from '#lib/kubernetes/types.ts';
import { FLUX_LOOK_AGAIN_MS, FLUX_RELIST_MS } from '#lib/policy/thresholds.ts';
import { followRevisions } from './follow-revisions.ts';
import { followWords } from './follow-words.ts';
import { ownerType, type SignalDeps } from './take-word.ts';

/**
 * Follows what Flux's controllers say of drift in one cluster, until `signal` aborts or the cluster no longer answers:
 * Events of the core group, and which revisions the Kustomizations have applied, by which the Events are judged.
 * A cluster without Flux is looked at again now and then.
 *
 * @throws KubeFault: `forbidden` where the cluster's account may not read what it takes; the reason of `signal`.
 */
export async function followFluxEvents(deps: SignalDeps): Promise<void> {
  const { client, clusterId, log, signal } = deps;
  for (;;) {
    const { types } = await client.resourceTypes(signal);
    const followers = followersOf(types);
    if (followers.length === 0) {
      log.debug({ clusterId }, 'no Flux in this cluster');
      await sleep(FLUX_LOOK_AGAIN_MS, undefined, { signal });
    } else {
      await together(deps, followers);
      // The server forgot where a watch was; one that always does must not be pressed.
      await sleep(FLUX_RELIST_MS, undefined, { signal });
    }
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
