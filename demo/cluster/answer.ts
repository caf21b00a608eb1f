import type { IncomingMessage } from 'node:http';
import { json, type Reply } from '../http.ts';
import { type Forbidden, refusalOf } from './access.ts';
import { discoveryReply, openApiDocument, openApiIndex } from './discovery.ts';
import { type Admission, dryRunReply, isDryRun } from './dry-run.ts';
import { type ServedKind, servedGroups, servedKinds, servedSchemas } from './kinds.ts';
import { listReply, objectAt } from './list.ts';
import type { Recorded } from './recorded.ts';
import { status } from './status.ts';
import type { ClusterStore } from './store.ts';

/** What a stand-in cluster is just now. */
export interface ClusterState {
  store: ClusterStore;
  recorded: Recorded;
  /** What each account may not read, by its token. */
  accounts: Map<string, Forbidden[]>;
  /** Groups and versions whose own server does not answer. */
  down: Set<string>;
  /** What admission makes of an object that is applied. */
  admit: Admission;
}

/** A kind, its objects of one namespace, or one object. */
export interface Target {
  kind: ServedKind;
  namespace: string | null;
  name: string | undefined;
}

const RESOURCE = /^\/api(?:s\/([^/]+))?\/([^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/;
const DOCUMENT = /^\/openapi\/v3\/apis?\/(.+)$/;

/** The kind of a watch that may be served; undefined for any other request. */
export function watchedKind(state: ClusterState, request: IncomingMessage, url: URL): Target | undefined {
  const target = findTarget(state, url.pathname);
  const forbidden = accountOf(state, request);
  if (forbidden === undefined || target === undefined || url.searchParams.get('watch') !== '1') return undefined;
  return refusalOf(forbidden, { ...target, verb: 'watch' }) === undefined ? target : undefined;
}

/** The answer to anything but a watch. */
export function answer(state: ClusterState, request: IncomingMessage, url: URL, sent: unknown): Reply {
  const { store, recorded, down } = state;
  const path = url.pathname;
  if (path === '/version') return json(200, { gitVersion: recorded.gitVersion });
  const forbidden = accountOf(state, request);
  if (forbidden === undefined) return status(401, 'Unauthorized');
  if (request.method !== 'GET') {
    const target = isDryRun(request, url) ? findTarget(state, path) : undefined;
    if (target === undefined) return status(405, 'the stand-in takes no writes');
    const refusal = refusalOf(forbidden, { ...target, verb: 'patch' });
    return refusal === undefined ? dryRunReply(state, target, sent) : status(403, refusal, { details: {} });
  }
  if (path === '/api' || path === '/apis') {
    const groups = servedGroups(recorded, store).filter(({ metadata }) => (metadata.name === '') === (path === '/api'));
    return discoveryReply(groups, path === '/api' ? new Set() : down);
  }
  if (path.startsWith('/openapi/')) return openApiReply(state, path);
  const target = findTarget(state, path);
  const [, group, version] = RESOURCE.exec(path) ?? [];
  if (down.has(`${group}/${version}`)) return { status: 503, body: 'service unavailable\n' };
  return target === undefined ? notServed(path) : objectsReply(store, forbidden, request, url, target);
}

function openApiReply({ recorded, store }: ClusterState, path: string): Reply {
  const schemas = servedSchemas(recorded, store);
  if (path === '/openapi/v3') return openApiIndex(schemas);
  const described = schemas[DOCUMENT.exec(path)?.[1] ?? ''];
  return described === undefined ? notServed(path) : openApiDocument(recorded.gitVersion, described);
}

function objectsReply(
  store: ClusterStore,
  forbidden: readonly Forbidden[],
  request: IncomingMessage,
  url: URL,
  target: Target,
): Reply {
  const { kind, namespace, name } = target;
  const watching = url.searchParams.get('watch') === '1';
  const verb = name !== undefined ? 'get' : watching ? 'watch' : 'list';
  const refusal = refusalOf(forbidden, { verb, kind, namespace });
  if (refusal !== undefined) return status(403, refusal, { details: { kind: kind.plural } });
  if (name === undefined) {
    const metadataOnly = (request.headers.accept ?? '').includes('as=PartialObjectMetadataList');
    return listReply(store, kind, namespace, url.searchParams, metadataOnly);
  }
  const stored = store.get(kind.group, kind.kind, namespace, name);
  if (stored !== undefined) return json(200, objectAt(kind, stored));
  return status(404, `${kind.plural} "${name}" not found`, { details: { name, kind: kind.plural } });
}

function findTarget({ recorded, store }: ClusterState, path: string): Target | undefined {
  const [match, group = '', version, namespace, plural, name] = RESOURCE.exec(path) ?? [];
  if (match === undefined) return undefined;
  const kind = servedKinds(recorded, store).find((each) => {
    return each.group === group && each.version === version && each.plural === plural;
  });
  if (kind === undefined) return undefined;
  const decoded = (part: string) => decodeURIComponent(part);
  return { kind, namespace: namespace === undefined ? null : decoded(namespace), name: name && decoded(name) };
}

/** The words of a real server: a Status within a known group, plain text elsewhere. */
function notServed(path: string): Reply {
  if (path.startsWith('/api/v1/'))
    return status(404, 'the server could not find the requested resource', { details: {} });
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' };
}

/** What the caller may not read; undefined for a stranger. */
function accountOf({ accounts }: ClusterState, request: IncomingMessage): Forbidden[] | undefined {
  return accounts.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
}
