import type { JsonObject, KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { isJsonObject, listAt, objectAt, textAt } from '../json.ts';
import { installedOf, latestOf } from './installed-chart.ts';
import { isSuspended, readCommonMetadata, readIgnoreRules, readReference } from './read-spec.ts';
import { namespaceOf, resolveSource } from './sources.ts';
import type { DriftCondition, HelmReleasePlan, ReleaseName, ValuesReference } from './types.ts';

/** Longest name of a release, and how much of a longer one's hash helm-controller keeps. */
const MAX_NAME = 53;
const HASH_CHARS = 12;

/** Plans a HelmRelease whose chart lies in git; every other is told as not compared. */
export function planRelease(object: KubeObject, objects: readonly KubeObject[]): HelmReleasePlan | NotCompared {
  const namespace = namespaceOf(object);
  const subject = `HelmRelease ${namespace}/${object.metadata.name}`;
  const not = (reason: NotCompared['reason'], detail: string): NotCompared => ({
    reason,
    subject,
    detail: `${subject} ${detail}`,
  });
  const spec = objectAt(object, 'spec') ?? {};
  if (isSuspended(object))
    return not('opted_out', 'is suspended: Flux does not keep it as git says. Resume it to have it compared.');
  if (objectAt(spec, 'kubeConfig') !== null)
    return not('opted_out', 'installs into another cluster. Connect that cluster to have it compared.');
  const chart = objectAt(spec, 'chart', 'spec');
  const answer = resolveSource(objectAt(spec, 'chartRef') ?? objectAt(chart, 'sourceRef'), namespace, objects);
  const path = textAt(chart, 'chart');
  if ('told' in answer) return not('not_rendered', `has a chart that ${answer.told}: not compared with git.`);
  if (path === null) return not('not_rendered', 'names no chart: not compared.');
  if (listAt(spec, 'postRenderers').length > 0)
    return not('not_rendered', 'changes its chart by postRenderers, which Tidemark does not follow: not compared.');
  const references = listAt(spec, 'valuesFrom').map(readValuesReference);
  if (references.includes('by_path'))
    return not('not_rendered', 'takes values to a targetPath, which Tidemark does not follow: not compared.');
  const installed = installedOf(object, answer.source);
  if ('told' in installed) return not('not_rendered', installed.told);
  return {
    namespace,
    name: object.metadata.name,
    source: answer.source,
    chart: path,
    valuesFiles: listAt(chart, 'valuesFiles').filter((file) => typeof file === 'string'),
    installed,
    release: releaseNameOf(object),
    valuesFrom: references.filter((each) => each !== 'by_path'),
    values: objectAt(spec, 'values') ?? {},
    commonMetadata: readCommonMetadata(spec),
    ignoreRules: readIgnoreRules(listAt(spec, 'driftDetection', 'ignore')),
  };
}

/** The name that helm-controller gives a release, and what its status says of the installed one. */
export function releaseNameOf(object: KubeObject): ReleaseName {
  const own = namespaceOf(object);
  const target = textAt(object, 'spec', 'targetNamespace');
  const installed = latestOf(object);
  const name =
    textAt(object, 'spec', 'releaseName') ?? [...(target === null ? [] : [target]), object.metadata.name].join('-');
  const version = installed?.version;
  return {
    name: textAt(installed, 'name') ?? shortened(name),
    namespace: target ?? own,
    storageNamespace: textAt(object, 'status', 'storageNamespace') ?? textAt(object, 'spec', 'storageNamespace') ?? own,
    version: typeof version === 'number' ? version : null,
  };
}

/** Name of the Secret that Helm keeps a release in; null where nothing is installed. */
export function releaseSecretName({ name, version }: ReleaseName): string | null {
  return version === null ? null : `sh.helm.release.v1.${name}.v${version}`;
}

/** What helm-controller says of drift, where it looks for it; null where it says none. */
export function driftConditionOf(object: KubeObject): DriftCondition | null {
  const drifted = listAt(object, 'status', 'conditions').find(
    (each) => textAt(each, 'type') === 'Drifted' && textAt(each, 'status') === 'True',
  );
  if (drifted === undefined) return null;
  const since = textAt(drifted, 'lastTransitionTime');
  return {
    namespace: namespaceOf(object),
    name: object.metadata.name,
    message: textAt(drifted, 'message') ?? '',
    since,
  };
}

/** Values over values: mappings are merged, everything else is replaced. */
export function mergeValues(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    merged[key] = isJsonObject(before) && isJsonObject(value) ? mergeValues(before, value) : value;
  }
  return merged;
}

function readValuesReference(entry: unknown): ValuesReference | 'by_path' {
  const reference = readReference(entry);
  if (reference === null || textAt(entry, 'targetPath') !== null) return 'by_path';
  return { ...reference, key: textAt(entry, 'valuesKey') ?? 'values.yaml' };
}

function shortened(name: string): string {
  if (name.length <= MAX_NAME) return name;
  return `${name.slice(0, MAX_NAME - HASH_CHARS - 1)}-${sha256(name).slice(0, HASH_CHARS)}`;
}
