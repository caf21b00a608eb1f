import type { KubeObject } from '#lib/kubernetes/types.ts';
import { type RecordedFleet, recordedObject } from './recorded.ts';
import type { FleetRepository } from './repository.ts';

/** Address of the repository in the recording; the demo's own stands in its place. */
export const RECORDED_URL = 'https://git.example/fleet.git';

/** The recording as if Flux had applied all of it from `repository`. */
export function appliedFrom(recorded: RecordedFleet, repository: FleetRepository): RecordedFleet {
  const { commit } = repository;
  const objects = recorded.objects.map((object) => {
    if (!object.apiVersion.includes('toolkit.fluxcd.io/')) return object;
    const text = JSON.stringify(object).replaceAll(recorded.commit, commit).replaceAll(RECORDED_URL, repository.url);
    return recordedObject.parse(JSON.parse(text));
  });
  return { ...recorded, commit, objects };
}

/** Whether two objects are the same one. */
export function isSame(one: KubeObject, other: KubeObject): boolean {
  const names = ({ apiVersion, kind, metadata }: KubeObject) => [apiVersion, kind, metadata.namespace, metadata.name];
  return names(one).join(' ') === names(other).join(' ');
}
