import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, listAt, objectAt, textAt } from '../json.ts';
import { commitOfRevision } from './sources.ts';
import type { FluxSource, InstalledChart } from './types.ts';

/** How much of a commit source-controller writes into the version of a chart. */
const COMMIT_CHARS = 12;

/**
 * What Flux installed last of a HelmRelease, or why nobody can say so in words that follow its name: what is on its way,
 * or went wrong, is no drift.
 */
export function installedOf(object: KubeObject, source: FluxSource): InstalledChart | { told: string } {
  const { generation } = object.metadata;
  if (typeof generation !== 'number' || generation !== objectAt(object, 'status')?.observedGeneration)
    return { told: 'was changed, and Flux has not installed the change yet. It is compared once Flux has.' };
  const latest = latestOf(object);
  const chartVersion = textAt(latest, 'chartVersion');
  if (chartVersion === null)
    return { told: 'has not been installed yet: there is nothing to compare with. Look at its status.' };
  const { status, reason } = readinessOf(object);
  if (status === 'Unknown') return { told: 'is being installed or upgraded. It is compared once Flux is done.' };
  if (status !== 'True' || textAt(latest, 'status') !== 'deployed')
    return { told: `is not ready${reason === null ? '' : ` (${reason})`}: not compared. Look at its status.` };
  const commit = source.revision === null ? null : commitOfRevision(source.revision);
  if (commit === null)
    return { told: `comes from GitRepository ${source.namespace}/${source.name}, which has no commit: not compared.` };
  const isOfCommit = textAt(object, 'spec', 'chart', 'spec', 'reconcileStrategy') === 'Revision';
  const [, packedFrom = ''] = chartVersion.split('+');
  if (isOfCommit && packedFrom.slice(0, COMMIT_CHARS) !== commit.slice(0, COMMIT_CHARS)) {
    const at = commit.slice(0, COMMIT_CHARS);
    return { told: `is installed at version ${chartVersion}, and git is at ${at}. It is compared once Flux is there.` };
  }
  return { commit, chartVersion, isOfCommit, deployedAt: textAt(latest, 'lastDeployed') };
}

/** The release that Flux installed last, as its status has it; null where there is none. */
export function latestOf(object: KubeObject): JsonObject | null {
  const [latest] = listAt(object, 'status', 'history');
  return isJsonObject(latest) ? latest : null;
}

/** Whether Flux says that a release is there as asked; while it installs or upgrades one, that is `Unknown`. */
export function readinessOf(object: KubeObject): { status: string | null; reason: string | null } {
  const ready = listAt(object, 'status', 'conditions').find((each) => textAt(each, 'type') === 'Ready');
  return { status: textAt(ready, 'status'), reason: textAt(ready, 'reason') };
}
