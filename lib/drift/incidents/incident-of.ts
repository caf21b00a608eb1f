import { formatCount } from '#lib/format/numbers.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { namespaceOf } from '#lib/policy/drift-rules.ts';
import { objectKey, objectName } from '../object-key.ts';
import type { DriftChannel, DriftOwner, DriftRule } from '../types.ts';

/**
 * Names the incident that an occurrence belongs to. Two belong to the same where one person would look at them as one
 * thing: access and T3 drift by namespace, policies by policy, flags by flagd, what only repeats by object.
 */
export function driftFingerprint(owner: DriftOwner, row: DriftRule, channel: DriftChannel, ref: ObjectRef): string {
  const place = 'clusterId' in owner ? `cluster:${owner.clusterId}` : `flags:${owner.flagSourceId}`;
  switch (row) {
    case 'access_drift':
    case 't3_drift':
      return `${row}/${place}/channel:${channel}/namespace:${namespaceOf(ref)}`;
    case 'policy_drift':
    case 'policy_drift_t3':
      return `policy_drift/${place}/object:${objectKey(ref)}`;
    case 'flag_drift':
      return `${row}/${place}`;
    case 'repeated_drift':
      return `${row}/${place}/object:${objectKey(ref)}`;
    default:
      return assertNever(row);
  }
}

/**
 * What an incident is called.
 *
 * @param ref one of its objects.
 * @param objects how many objects it is about.
 * @param owner name of the cluster or the flagd.
 */
export function driftTitle(row: DriftRule, ref: ObjectRef, objects: number, owner: string): string {
  if (row === 'repeated_drift') return `${objectName(ref)} drifts again and again in ${owner}`;
  if (objects === 1) return `${objectName(ref)} differs from git in ${owner}`;
  return `${several(row, ref, objects)} differ from git in ${owner}`;
}

function several(row: DriftRule, ref: ObjectRef, objects: number): string {
  const namespace = namespaceOf(ref);
  switch (row) {
    case 'access_drift':
      return `${formatCount(objects, 'access rule')} of ${namespace === '' ? 'the whole cluster' : namespace}`;
    case 'flag_drift':
      return formatCount(objects, 'flag');
    case 'policy_drift':
    case 'policy_drift_t3':
    case 't3_drift':
    case 'repeated_drift':
      return `${formatCount(objects, 'object')} of ${namespace}`;
    default:
      return assertNever(row);
  }
}
