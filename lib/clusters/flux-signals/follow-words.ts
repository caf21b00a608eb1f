import { correctionsOf } from '#lib/gitops/flux/drift-events.ts';
import { type FluxEvent, readCoreEvent } from '#lib/gitops/flux/events.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { FLUX_WORDS_KEPT_MS } from '#lib/policy/thresholds.ts';
import { enqueueJudging, rememberWord } from './remember-word.ts';
import { type SignalDeps, takeWord } from './take-word.ts';
import { toWord, wordDigest } from './word.ts';

/**
 * Takes what Events say about Flux objects of one kind, those that are there and those that come, until the server
 * forgets where the watch was. Each counts once, however often it is listed.
 *
 * @param events The core group's kind Event.
 * @param about e.g. `Kustomization`
 * @throws KubeFault; the reason of `signal`.
 */
export async function followWords(
  deps: SignalDeps,
  types: readonly ResourceType[],
  events: ResourceType,
  about: string,
): Promise<void> {
  const { client, signal } = deps;
  const fieldSelector = `involvedObject.kind=${about}`;
  let resourceVersion = '';
  for await (const page of client.list(events, { fieldSelector, signal })) {
    resourceVersion ||= page.resourceVersion;
    await takeNew(deps, types, page.objects);
  }
  for await (const event of client.watch(events, { fieldSelector, resourceVersion, signal })) {
    if (event.type === 'added' || event.type === 'modified') await takeNew(deps, types, [event.object]);
  }
}

/** A digest is kept once its word is recorded: one that is lost between the two is taken again, and joins what it began. */
async function takeNew(deps: SignalDeps, types: readonly ResourceType[], events: readonly KubeObject[]): Promise<void> {
  const { db, now } = deps.ctx;
  const { clusterId } = deps;
  const oldest = now().getTime() - FLUX_WORDS_KEPT_MS;
  const words = events
    .map(readCoreEvent)
    .filter((event): event is FluxEvent => event !== null && event.at.getTime() > oldest && isWord(event))
    .map((event) => ({ event, digest: wordDigest(clusterId, event) }));
  if (words.length === 0) return;
  const known = await db.fluxNotification.findMany({ where: { digest: { in: words.map(({ digest }) => digest) } } });
  const isKnown = new Set(known.map(({ digest }) => digest));
  for (const { event, digest } of words) {
    if (isKnown.has(digest)) continue;
    if (await takeWord(deps, types, event)) await rememberWord(db, { digest, clusterId, word: null, now: now() });
    else await judgeLater(deps, event, digest);
  }
}

/** Leaves it to a job. What cannot be stored, no object is named like. */
async function judgeLater({ ctx, clusterId }: SignalDeps, event: FluxEvent, digest: string): Promise<void> {
  const word = toWord(event);
  await inTransaction(ctx.db, async (tx) => {
    await rememberWord(tx, { digest, clusterId, word, now: ctx.now() });
    if (word !== null) await enqueueJudging(tx, digest, { at: event.at, now: ctx.now() });
  });
}

function isWord(event: FluxEvent): boolean {
  return 'corrections' in correctionsOf(event);
}
