import type { KubeClient } from '../client/client.ts';
import { notComparedOf } from '../client/fault.ts';
import type { NotCompared, ResourceType } from '../types.ts';
import { DRY_RUN_POLICY, problemOfPolicy } from './policy.ts';

const POLICIES: ResourceType = {
  group: 'admissionregistration.k8s.io',
  version: 'v1',
  kind: 'ValidatingAdmissionPolicy',
  plural: 'validatingadmissionpolicies',
  isNamespaced: false,
  verbs: ['get'],
};
const BINDINGS = { ...POLICIES, kind: 'ValidatingAdmissionPolicyBinding', plural: 'validatingadmissionpolicybindings' };

/**
 * Whether the cluster refuses every write of an account that is no dry run.
 *
 * @param account Name of the user; null where its credentials do not say it.
 * @returns why dry runs must not be asked for; null where they may.
 * @throws only the signal's reason.
 */
export async function refusalOfDryRuns(
  client: KubeClient,
  account: string | null,
  signal: AbortSignal,
): Promise<NotCompared | null> {
  const subject = 'dry runs';
  try {
    const read = (type: ResourceType) => client.get(type, { namespace: null, name: DRY_RUN_POLICY }, signal);
    const [policy, binding] = await Promise.all([read(POLICIES), read(BINDINGS)]);
    const detail = problemOfPolicy({ policy, binding, account });
    return detail === null ? null : { reason: 'refused', subject, detail };
  } catch (error) {
    signal.throwIfAborted();
    const told = notComparedOf(error, subject);
    return { ...told, detail: `Whether the admission policy ${DRY_RUN_POLICY} holds is not known. ${told.detail}` };
  }
}
