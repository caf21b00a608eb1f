import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn, stringIn } from '#lib/kubernetes/values/json.ts';
import { shortHash } from '../random.ts';
import { serverTime } from './times.ts';

const OWNER = 'kustomize.toolkit.fluxcd.io';

/** What kustomize-controller says once it has put objects back; null where it does not keep any of them. */
export function correctionEvent(objects: readonly KubeObject[], commit: string, at: Date): KubeObject | null {
  const labels = objectIn(objects[0]?.metadata ?? {}, 'labels');
  const owner = stringIn(labels, `${OWNER}/name`);
  const namespace = stringIn(labels, `${OWNER}/namespace`);
  if (owner === null || namespace === null) return null;
  const time = serverTime(at);
  const lines = objects.map(({ kind, metadata }) =>
    [kind, ...(metadata.namespace === undefined ? [] : [metadata.namespace]), metadata.name].join('/'),
  );
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${owner}.${shortHash(lines.join('\n'))}${at.getTime().toString(16)}`,
      namespace,
      annotations: { [`${OWNER}/revision`]: `main@sha1:${commit}` },
    },
    involvedObject: { apiVersion: `${OWNER}/v1`, kind: 'Kustomization', namespace, name: owner },
    reason: 'Progressing',
    message: lines.map((line) => `${line} configured`).join('\n'),
    type: 'Normal',
    source: { component: 'kustomize-controller' },
    reportingComponent: 'kustomize-controller',
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
  };
}
