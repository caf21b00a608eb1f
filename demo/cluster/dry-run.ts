import type { IncomingMessage } from 'node:http';
import { isKubeObject } from '#lib/kubernetes/client/read-page.ts';
import type { Json, JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, memberOf } from '#lib/kubernetes/values/json.ts';
import { json, type Reply } from '../http.ts';
import type { ServedKind } from './kinds.ts';
import { objectAt } from './list.ts';
import { status } from './status.ts';
import type { ClusterStore } from './store.ts';

/** What admission makes of an object. */
export type Admission = (object: KubeObject) => KubeObject;

interface Place {
  kind: ServedKind;
  namespace: string | null;
  name: string | undefined;
}

/** Whether a request is a server-side apply that changes nothing: the only one besides reading that is taken. */
export function isDryRun({ method, headers }: IncomingMessage, { searchParams }: URL): boolean {
  const isApply = method === 'PATCH' && headers['content-type'] === 'application/apply-patch+yaml';
  return isApply && searchParams.get('dryRun') === 'All' && (searchParams.get('fieldManager') ?? '') !== '';
}

/** What was sent, laid over what is there, after admission; a real server also merges lists and removes what its manager left out. */
export function dryRunReply(
  { store, admit }: { store: ClusterStore; admit: Admission },
  { kind, namespace, name = '' }: Place,
  sent: unknown,
): Reply {
  if (!isKubeObject(sent) || sent.metadata.name !== name)
    return status(400, 'the object is not the one of the address');
  const stored = store.get(kind.group, kind.kind, namespace, name);
  if (stored === undefined) return json(201, admit(sent));
  const current = objectAt(kind, stored);
  return json(
    200,
    admit({
      ...current,
      ...merged(current, sent),
      metadata: { ...current.metadata, ...merged(current.metadata, sent.metadata), name },
    }),
  );
}

function merged(current: JsonObject, sent: JsonObject): JsonObject {
  const members = Object.entries(sent).map(([name, value]): [string, Json] => {
    const before = memberOf(current, name);
    return [name, isJsonObject(value) && isJsonObject(before) ? merged(before, value) : value];
  });
  return { ...current, ...Object.fromEntries(members) };
}
