import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { HelmReleasePlan } from '../flux/types.ts';
import { named } from '../manifests/objects.ts';
import type { Rendering } from '../types.ts';
import { withHelmMetadata } from './metadata.ts';

/**
 * What of a rendering is on Helm's own record of the release, too: that was installed. The rest is told: git renders it
 * otherwise today, which is no drift of the cluster.
 *
 * @param record Objects that Helm has on record as installed.
 */
export function onRecord(rendering: Rendering, record: readonly KubeObject[], plan: HelmReleasePlan): Rendering {
  const installed = record.map((object) => withHelmMetadata(object, plan));
  const known = new Set(installed.map((object) => stableJson(object)));
  const objects = rendering.objects.filter(({ object }) => known.has(stableJson(object)));
  // What comes out of its chart differently each time is told already.
  const said = new Set([
    ...objects.map(({ object }) => named(object)),
    ...rendering.notCompared.map(({ subject }) => subject),
  ]);
  const both = new Set([...rendering.objects.map(({ object }) => object), ...installed].map(named));
  const others = [...both].filter((name) => !said.has(name));
  return { objects, notCompared: [...rendering.notCompared, ...others.map(differsOnRecord)] };
}

function differsOnRecord(subject: string): NotCompared {
  const detail = `${subject} is not compared: git's chart renders it otherwise today than Helm installed it. Flux installs the change once the chart has a new version or its values change.`;
  return { reason: 'not_rendered', subject, detail };
}
