import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, objectAt, textAt, textsAt } from '../json.ts';

/** Something that a controller of Flux said about one of its objects. */
export interface FluxEvent {
  kind: string;
  namespace: string;
  name: string;
  reason: string;
  severity: string;
  message: string;
  /** What the object was reconciled at; null where the event does not say. */
  revision: string | null;
  at: Date;
}

/** The body of a notification of notification-controller. Null where it is none. */
export function readNotification(body: unknown): FluxEvent | null {
  return isJsonObject(body)
    ? eventOf(body, textsAt(body, 'metadata'), textAt(body, 'severity') ?? '', [textAt(body, 'timestamp')])
    : null;
}

/** An Event of the core API or of events.k8s.io that a controller of Flux recorded. Null for those of others. */
export function readCoreEvent(event: KubeObject): FluxEvent | null {
  const controller =
    textAt(event, 'source', 'component') ?? textAt(event, 'reportingComponent') ?? textAt(event, 'reportingController');
  if (controller === null || !/^(kustomize|helm)-controller$/.test(controller)) return null;
  const severity = textAt(event, 'type') === 'Warning' ? 'error' : 'info';
  const times = [
    textAt(event, 'series', 'lastObservedTime'),
    textAt(event, 'lastTimestamp'),
    textAt(event, 'deprecatedLastTimestamp'),
    textAt(event, 'eventTime'),
    textAt(event, 'metadata', 'creationTimestamp'),
  ];
  return eventOf(event, textsAt(event, 'metadata', 'annotations'), severity, times);
}

function eventOf(
  body: JsonObject,
  metadata: Readonly<Record<string, string>>,
  severity: string,
  times: readonly (string | null)[],
): FluxEvent | null {
  const involved = objectAt(body, 'involvedObject') ?? objectAt(body, 'regarding');
  const [kind, name, reason] = [textAt(involved, 'kind'), textAt(involved, 'name'), textAt(body, 'reason')];
  const time = times.find((each) => each !== null && !Number.isNaN(Date.parse(each)));
  if (kind === null || name === null || reason === null || time === undefined || time === null) return null;
  const message = textAt(body, 'message') ?? textAt(body, 'note') ?? '';
  const namespace = textAt(involved, 'namespace') ?? '';
  return { kind, namespace, name, reason, severity, message, revision: revisionIn(metadata), at: new Date(time) };
}

/** Keys arrive as `revision` and as `kustomize.toolkit.fluxcd.io/revision`. */
function revisionIn(metadata: Readonly<Record<string, string>>): string | null {
  const found = Object.entries(metadata).find(([key]) => /^(?:[a-z-]+\.toolkit\.fluxcd\.io\/)?revision$/.test(key));
  return found?.[1] ?? null;
}
