import pLimit from 'p-limit';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import { isSecret } from '#lib/kubernetes/compare/prepare.ts';
import { refusalOfDryRuns } from '#lib/kubernetes/dry-run/read-policy.ts';
import type { KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import { CLUSTER_DRY_RUNS_IN_FLIGHT } from '#lib/policy/thresholds.ts';
import { placeOf } from '../place-expected.ts';
import type { ExpectedObject } from '../types.ts';

/** What a dry run said of an object; null: it is none that is sent. */
type Said = { object: KubeObject } | { untried: NotCompared } | null;

/** Dry runs of one comparison. */
export interface DryRuns {
  /**
   * Asks what the cluster would make of git's object. Before the first one, that nothing but dry runs may pass is
   * checked; otherwise none is sent.
   *
   * @throws only the signal's reason.
   */
  ask(type: ResourceType, expected: ExpectedObject, live: KubeObject, signal: AbortSignal): Promise<Said>;
}

/** In whose name is asked where git is not applied server-side. */
const USUAL_MANAGER = 'kustomize-controller';

/** Groups that are never sent: admission policies do not guard the one, the other gives rights. */
const UNASKED_GROUPS = ['admissionregistration.k8s.io', 'rbac.authorization.k8s.io'];

/** Whether objects of a kind are never sent. */
function isNeverTried({ group, kind }: Pick<ResourceType, 'group' | 'kind'>): boolean {
  return UNASKED_GROUPS.includes(group) || (group === '' && kind === 'Secret');
}

/** @param account Name of the user that asks; null where its credentials do not say it. */
export function createDryRuns(client: KubeClient, account: () => Promise<string | null>): DryRuns {
  let checking: Promise<NotCompared | null> | undefined;
  // Kinds, with their namespaces, that may not be asked for: one answer says it for all.
  const forbidden = new Map<string, NotCompared>();
  const limit = pLimit(CLUSTER_DRY_RUNS_IN_FLIGHT);
  const ask: DryRuns['ask'] = async (type, { object, manager, maybeManager, isEncrypted }, live, signal) => {
    signal.throwIfAborted();
    if (isNeverTried(type) || isSecret(object) || isEncrypted) return null;
    checking ??= account().then((name) => refusalOfDryRuns(client, name, signal));
    const refusal = await checking;
    if (refusal !== null) return { untried: refusal };
    const { namespace } = live.metadata;
    const scope = `dry run of ${subjectOf(type, typeof namespace === 'string' ? namespace : null)}`;
    const known = forbidden.get(scope);
    if (known !== undefined) return { untried: known };
    try {
      const answer = await client.dryRunApply(type, object, manager ?? maybeManager ?? USUAL_MANAGER, signal);
      return isOf(live, answer) ? { object: answer } : { untried: changed(type, object) };
    } catch (error) {
      signal.throwIfAborted();
      const told = notComparedOf(error, subjectOfRun(type, object));
      if (told.reason !== 'forbidden') return { untried: told };
      const untried = { ...told, subject: scope };
      forbidden.set(scope, untried);
      return { untried };
    }
  };
  return { ask: (...question) => limit(() => ask(...question)) };
}

/** Whether the answer is about the object as it was read. */
function isOf({ metadata: read }: KubeObject, { metadata: answered }: KubeObject): boolean {
  return read.uid === answered.uid && read.resourceVersion === answered.resourceVersion;
}

function changed(type: ResourceType, object: KubeObject): NotCompared {
  const detail = 'It changed while it was compared. Compare again.';
  return { reason: 'expired', subject: subjectOfRun(type, object), detail };
}

function subjectOfRun(type: ResourceType, object: KubeObject): string {
  return `dry run of ${subjectOf(type)} ${placeOf(object).replace(/^\//, '')}`;
}
