import { z } from 'zod';
import { groupVersionOf } from '#lib/kubernetes/client/resource-path.ts';
import { json, type Reply } from '../http.ts';
import { selectedBy } from './field-selector.ts';
import type { ServedKind } from './kinds.ts';
import { status } from './status.ts';
import { type ClusterStore, type Stored, startOf } from './store.ts';

const tokenShape = z.object({ rv: z.number(), start: z.string() });

const EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** A page of a list as an API server gives it: in the order of keys, at one revision, or 410 when that is forgotten. */
export function listReply(
  store: ClusterStore,
  kind: ServedKind,
  namespace: string | null,
  query: URLSearchParams,
  metadataOnly: boolean,
): Reply {
  const given = query.get('continue') ?? '';
  const token = given === '' ? { rv: -1, start: '' } : readToken(given);
  if (token === undefined) return status(400, 'continue key is not valid: unable to decode it');
  const revision = token.rv === -1 ? store.revision : token.rv;
  const snapshot = store.list(kind.group, kind.kind, namespace, revision);
  if (snapshot === undefined) return status(410, EXPIRED, { metadata: { continue: writeToken({ ...token, rv: -1 }) } });
  const isSelected = selectedBy(query);
  const rest = snapshot.objects.filter((each) => startOf(each) >= token.start && isSelected(each.object));
  const limit = Number(query.get('limit') ?? 0) || rest.length;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const left = rest.length - page.length;
  const next = left === 0 || last === undefined ? '' : writeToken({ rv: revision, start: `${startOf(last)}\0` });
  const metadata = {
    resourceVersion: String(revision),
    ...(next !== '' && { continue: next, remainingItemCount: left }),
  };
  const head = metadataOnly
    ? { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1' }
    : { kind: `${kind.kind}List`, apiVersion: groupVersionOf(kind) };
  return json(200, { ...head, metadata, items: page.map((each) => itemOf(kind, each, metadataOnly)) });
}

/** One object at the version of `kind`. */
export function objectAt(kind: ServedKind, { object }: Stored) {
  return { ...object, apiVersion: groupVersionOf(kind) };
}

function itemOf(kind: ServedKind, stored: Stored, metadataOnly: boolean) {
  if (metadataOnly) {
    const { metadata } = stored.object;
    return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
  }
  if (kind.isCustom) return objectAt(kind, stored);
  const { apiVersion: _version, kind: _kind, ...item } = stored.object;
  return item;
}

function writeToken(token: z.infer<typeof tokenShape>): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', ...token })).toString('base64url');
}

function readToken(text: string): z.infer<typeof tokenShape> | undefined {
  try {
    return tokenShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
