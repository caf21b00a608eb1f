import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import { kindOf } from '#lib/kubernetes/compare/ref.ts';
import type { KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import { memberOf, objectIn, stringIn } from '#lib/kubernetes/values/json.ts';
import type { ReadingPlan } from '../place-expected.ts';

/** Objects whose number of replicas an autoscaler sets. */
export interface ScaleTargets {
  includes(object: KubeObject): boolean;
}

const AUTOSCALERS = ['HorizontalPodAutoscaler.autoscaling', 'ScaledObject.keda.sh'];

/** What an autoscaler scales where it does not say the kind, as KEDA has it. */
const USUAL = { apiVersion: 'apps/v1', kind: 'Deployment' };

/** Whether git has objects whose number of replicas could be set automatically. */
export function couldBeScaled(kinds: ReadingPlan['kinds']): boolean {
  return kinds.some(({ expected }) => [...expected.values()].some(({ object }) => hasReplicas(object)));
}

/**
 * Reads which objects are scaled automatically, where git has any that could be. What cannot be read is told, and then
 * everything counts as scaled: better no word on replicas than a wrong one.
 *
 * @throws only the signal's reason.
 */
export async function readScaleTargets(
  client: KubeClient,
  types: readonly ResourceType[],
  { lists, hasScalable }: { lists: ReadingPlan['lists']; hasScalable: boolean },
  signal: AbortSignal,
): Promise<{ scaled: ScaleTargets; notCompared: NotCompared[] }> {
  const keys = new Set<string>();
  const notCompared: NotCompared[] = [];
  for (const type of hasScalable ? autoscalersAmong(types) : []) {
    try {
      for (const namespace of lists) {
        for await (const page of client.list(type, { namespace, signal })) {
          for (const object of page.objects) keys.add(targetOf(object));
          notCompared.push(...page.notCompared.map(unknownScaling));
        }
      }
    } catch (error) {
      notCompared.push(unknownScaling(notComparedOf(error, subjectOf(type))));
    }
  }
  const isUnknown = notCompared.length > 0;
  return { scaled: { includes: (object) => isUnknown || keys.has(keyOf(object)) }, notCompared };
}

function unknownScaling({ reason, detail }: NotCompared): NotCompared {
  const told = `What is scaled automatically is not known. ${detail}`;
  return { reason, subject: 'spec.replicas of all objects', detail: told };
}

function hasReplicas(object: KubeObject): boolean {
  return memberOf(objectIn(object, 'spec'), 'replicas') !== undefined;
}

/** One version of each kind. */
function autoscalersAmong(types: readonly ResourceType[]): ResourceType[] {
  return AUTOSCALERS.flatMap((name) => types.find(({ kind, group }) => `${kind}.${group}` === name) ?? []);
}

/** The object that an autoscaler scales. */
function targetOf(autoscaler: KubeObject): string {
  const target = objectIn(objectIn(autoscaler, 'spec'), 'scaleTargetRef');
  const name = stringIn(target, 'name') ?? '';
  const [apiVersion, kind] = [
    stringIn(target, 'apiVersion') ?? USUAL.apiVersion,
    stringIn(target, 'kind') ?? USUAL.kind,
  ];
  return keyOf({ apiVersion, kind, metadata: { name, namespace: autoscaler.metadata.namespace ?? null } });
}

function keyOf(object: KubeObject): string {
  const { group, kind } = kindOf(object);
  return `${kind}.${group} ${stringIn(object.metadata, 'namespace')}/${object.metadata.name}`;
}
