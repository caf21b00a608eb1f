import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import type { RecordedFleet } from './recorded.ts';
import type { FleetRepository } from './repository.ts';

/** Address of the repository in the recording; the demo's own stands in its place. */
export const RECORDED_URL = 'https://git.example/fleet.git';

/** The recorded objects as if Flux had applied them from `repository`. */
export function objectsOf({ commit, objects }: RecordedFleet, repository: FleetRepository): KubeObject[] {
  return objects.map((object) => {
    if (!object.apiVersion.includes('toolkit.fluxcd.io/')) return object;
    const text = JSON.stringify(object).replaceAll(commit, repository.commit);
    const told: KubeObject & JsonObject = JSON.parse(text.replaceAll(RECORDED_URL, repository.url));
    return told;
  });
}

/** Whether two objects are the same one. */
export function isSame(one: KubeObject, other: KubeObject): boolean {
  const names = ({ apiVersion, kind, metadata }: KubeObject) => [apiVersion, kind, metadata.namespace, metadata.name];
  return names(one).join(' ') === names(other).join(' ');
}
