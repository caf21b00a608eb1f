import { releaseSecretName } from '#lib/gitops/flux/helm-release.ts';
import { readReleaseSecret } from '#lib/gitops/flux/release-secret.ts';
import type { HelmReleasePlan } from '#lib/gitops/flux/types.ts';
import { onRecord } from '#lib/gitops/helm/on-record.ts';
import type { ReleaseRendering } from '#lib/gitops/helm/render-release.ts';
import type { Rendering } from '#lib/gitops/types.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { SECRETS } from './read-references.ts';
import { notRendered } from './reading.ts';

/**
 * What of a release's rendering is certain to be what was installed. Where git alone does not tell, Helm's own record of
 * the release does; without it nothing is compared, since what differs might never have been installed.
 *
 * @param changed References of its values that were changed since it was installed.
 * @throws only the signal's reason.
 */
export async function asInstalled(
  client: KubeClient,
  plan: HelmReleasePlan,
  rendering: ReleaseRendering,
  changed: readonly string[],
  signal: AbortSignal,
): Promise<Rendering> {
  const doubt = doubtOf(plan, rendering, changed);
  if (doubt === null || rendering.objects.length === 0) return rendering;
  const name = releaseSecretName(plan.release);
  const place = { namespace: plan.release.storageNamespace, name: name ?? '' };
  const record = await readRecord(client, place, signal);
  if ('objects' in record) return onRecord(rendering, record.objects, plan);
  const subject = `HelmRelease ${plan.namespace}/${plan.name}`;
  const told = `${subject} is not compared: ${doubt}. Helm's record of it would tell what was installed, and ${record.problem} Let Tidemark read Secret ${place.namespace}/${name}.`;
  return { objects: [], notCompared: [...rendering.notCompared, notRendered(subject, told)] };
}

/** Why git at the commit that Flux has may render otherwise than what was installed; null: it does not. */
function doubtOf(
  { installed: { isOfCommit } }: HelmReleasePlan,
  { uncertain }: ReleaseRendering,
  changed: readonly string[],
): string | null {
  if (uncertain !== null) return uncertain;
  const [first] = changed;
  if (first !== undefined) return `${first} was changed after it was installed`;
  if (isOfCommit) return null;
  return 'Flux installs its chart only when that has a new version, so that git may have changed since (with reconcileStrategy: Revision it would install each commit)';
}

async function readRecord(
  client: KubeClient,
  place: { namespace: string; name: string },
  signal: AbortSignal,
): Promise<{ objects: KubeObject[] } | { problem: string }> {
  try {
    const secret = await client.get(SECRETS, place, signal);
    if (secret === null) return { problem: 'it is not there.' };
    const { objects, notCompared, status } = readReleaseSecret(secret);
    if (status !== 'deployed') return { problem: `it says ${status}.` };
    const [problem] = notCompared;
    return problem === undefined ? { objects: objects.map(({ object }) => object) } : { problem: problem.detail };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TidemarkError)) throw error;
    return { problem: `it cannot be read: ${messageOf(error)}` };
  }
}
