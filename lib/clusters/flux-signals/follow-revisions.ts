import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { placeOf } from '../place-expected.ts';
import { appliedIn } from './revision.ts';
import { forgetRevision, keepRevisions, noteRevision } from './store-revision.ts';
import type { SignalDeps } from './take-word.ts';

/**
 * Keeps what Kustomizations have applied, and since when, until the server forgets where the watch was.
 *
 * @throws KubeFault; the reason of `signal`.
 */
export async function followRevisions(deps: SignalDeps, type: ResourceType): Promise<void> {
  const { ctx, client, clusterId, signal } = deps;
  // Flux writes to a status at each interval, mostly to say that nothing changed.
  const noted = new Map<string, string>();
  const note = async (object: KubeObject, hasGap: boolean) => {
    const { revision, generation } = appliedIn(object);
    const [key, applied] = [placeOf(object), `${generation} ${revision}`];
    if (noted.get(key) === applied) return;
    await noteRevision(ctx.db, clusterId, object, { now: ctx.now(), hasGap });
    noted.set(key, applied);
  };
  const listed: KubeObject['metadata'][] = [];
  let resourceVersion = '';
  for await (const page of client.list(type, { signal })) {
    resourceVersion ||= page.resourceVersion;
    for (const object of page.objects) {
      listed.push(object.metadata);
      await note(object, true);
    }
  }
  await keepRevisions(
    ctx.db,
    clusterId,
    listed.map((metadata) => ({ metadata })),
  );
  for await (const event of client.watch(type, { resourceVersion, signal })) {
    switch (event.type) {
      case 'added':
      case 'modified':
        await note(event.object, false);
        break;
      case 'deleted':
        noted.delete(placeOf(event.object));
        await forgetRevision(ctx.db, clusterId, event.object);
        break;
      case 'bookmark':
      case 'not-compared':
      case 'expired':
        break;
      default:
        assertNever(event);
    }
  }
}
