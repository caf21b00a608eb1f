import type { DriftedObject, DriftOwner, Sightings } from '../drift/types.ts';
import type { Finding } from '../kubernetes/compare/types.ts';
import { channelOfKind } from '../policy/drift-rules.ts';
import { KUBECTL_EDIT } from './drift-factories.ts';
import { TEST_NOW } from './factories.ts';

/** A moment after {@link TEST_NOW}. */
export function minutesLater(minutes: number): Date {
  return new Date(TEST_NOW.getTime() + minutes * 60_000);
}

/** `spec.replicas` edited by hand, as a comparison finds it. */
export const EDITED: Finding = {
  kind: 'modified',
  path: 'spec.replicas',
  expected: { shown: 2 },
  live: { shown: 3 },
  writer: KUBECTL_EDIT,
};

/** An object that differs from git in {@link EDITED}, a Deployment unless `ref` says otherwise. */
export function driftedObject(
  ref: Partial<DriftedObject['ref']> & { name: string },
  over: Partial<Omit<DriftedObject, 'ref'>> = {},
): DriftedObject {
  const whole = { group: 'apps', kind: 'Deployment', namespace: 'shop', ...ref };
  return {
    channel: channelOfKind(whole),
    ref: whole,
    findings: [EDITED],
    expected: 'spec:\n  replicas: 2\n',
    live: 'spec:\n  replicas: 3\n',
    expectedHash: 'a'.repeat(64),
    liveHash: 'b'.repeat(64),
    source: 'Kustomization flux-system/apps',
    commit: 'c'.repeat(40),
    file: 'apps/shop/web.yaml',
    ...over,
  };
}

/** A whole comparison, minutes after {@link TEST_NOW}: what is not among `drifted` is as git says. */
export function scanSaw(owner: DriftOwner, minutes: number, drifted: readonly DriftedObject[]): Sightings {
  return { owner, origin: 'scan', at: minutesLater(minutes), drifted, isClean: () => true };
}
