import type { ServerResponse } from 'node:http';
import { groupVersionOf } from '#lib/kubernetes/client/resource-path.ts';
import { selectedBy } from './field-selector.ts';
import type { ServedKind } from './kinds.ts';
import { objectAt } from './list.ts';
import { statusBody } from './status.ts';
import type { Change, ClusterStore } from './store.ts';

/** As often as an API server sends them. */
const BOOKMARK_INTERVAL_MS = 60_000;

/** Open watches, which a test can break or send a bookmark to. */
export type OpenWatches = Set<{ bookmark: () => void; hangUp: () => void }>;

/** Answers a watch: what happened since the given revision, then what happens, until time is over or the client goes. */
export function serveWatch(
  response: ServerResponse,
  { store, open }: { store: ClusterStore; open: OpenWatches },
  kind: ServedKind,
  namespace: string | null,
  query: URLSearchParams,
): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const send = (event: object) => response.write(`${JSON.stringify(event)}\n`);
  const from = Number(query.get('resourceVersion') ?? 0) || store.revision;
  const missed = store.since(from);
  if (missed === undefined) {
    const message = 'The resourceVersion for the provided watch is too old.';
    send({ type: 'ERROR', object: statusBody(410, message) });
    response.end();
    return;
  }
  const isSelected = selectedBy(query);
  const tell = ({ type, stored }: Change) => {
    const fits = stored.group === kind.group && stored.kind === kind.kind && isSelected(stored.object);
    if (!fits || (namespace !== null && stored.namespace !== namespace)) return;
    send({ type, object: objectAt(kind, stored) });
  };
  for (const change of missed) tell(change);
  const stopFollowing = store.follow(tell);
  const bookmark = () => {
    if (query.get('allowWatchBookmarks') !== 'true') return;
    const metadata = { resourceVersion: String(store.revision), creationTimestamp: null };
    send({ type: 'BOOKMARK', object: { kind: kind.kind, apiVersion: groupVersionOf(kind), metadata } });
  };
  const watch = { bookmark, hangUp: () => response.socket?.resetAndDestroy() };
  open.add(watch);
  const timer = setTimeout(() => response.end(), Number(query.get('timeoutSeconds') ?? 300) * 1000);
  const bookmarks = setInterval(bookmark, BOOKMARK_INTERVAL_MS);
  response.once('close', () => {
    clearTimeout(timer);
    clearInterval(bookmarks);
    stopFollowing();
    open.delete(watch);
  });
}
