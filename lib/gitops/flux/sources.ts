import type { KubeObject } from '#lib/kubernetes/types.ts';
import { listAt, textAt } from '../json.ts';
import type { FluxSource } from './types.ts';

/** A source that cannot be read, in words for a person. */
type SourceAnswer = { source: FluxSource } | { told: string };

const NOT_READ: Readonly<Record<string, string>> = {
  OCIRepository: 'an OCI repository, which Tidemark does not read',
  Bucket: 'a bucket, which Tidemark does not read',
  ExternalArtifact: 'an artifact of another tool, which Tidemark does not read',
  HelmRepository: 'a Helm repository, which Tidemark does not read',
  HelmChart: 'a HelmChart object, whose source Tidemark does not follow',
};

/**
 * The repository that a reference of Flux means.
 *
 * @param reference Its `sourceRef` or `chartRef`; without a namespace it means that of the referring object.
 */
export function resolveSource(reference: unknown, namespace: string, objects: readonly KubeObject[]): SourceAnswer {
  const kind = textAt(reference, 'kind') ?? '';
  const name = textAt(reference, 'name') ?? '';
  const place = textAt(reference, 'namespace') ?? namespace;
  if (kind !== 'GitRepository') return { told: `comes from ${NOT_READ[kind] ?? `a source of kind ${kind}`}` };
  const found = objects.find(
    (each) => isGitRepository(each) && each.metadata.name === name && namespaceOf(each) === place,
  );
  if (found === undefined) return { told: `names GitRepository ${place}/${name}, which is not there` };
  const url = textAt(found, 'spec', 'url');
  if (url === null) return { told: `names GitRepository ${place}/${name}, which has no address` };
  if (listAt(found, 'spec', 'include').length > 0)
    return { told: 'comes from a GitRepository that includes others, which Tidemark does not follow' };
  const ignore = textAt(found, 'spec', 'ignore');
  const revision = textAt(found, 'status', 'artifact', 'revision');
  return { source: { namespace: place, name, url, branch: branchOf(found), ignore, revision } };
}

/** The commit in a revision of Flux: `main@sha1:<id>`, and `main/<id>` of old versions. Null where there is none. */
export function commitOfRevision(revision: string): string | null {
  return /(?:@sha(?:1|256):|\/|^)([0-9a-f]{40}(?:[0-9a-f]{24})?)$/.exec(revision)?.[1] ?? null;
}

export function namespaceOf(object: KubeObject): string {
  return textAt(object, 'metadata', 'namespace') ?? '';
}

/** Whether an object is of this kind and group, whatever its version. */
export function isKind(object: KubeObject, group: string, kind: string): boolean {
  return object.kind === kind && object.apiVersion.startsWith(`${group}/`);
}

function isGitRepository(object: KubeObject): boolean {
  return isKind(object, 'source.toolkit.fluxcd.io', 'GitRepository');
}

/** Flux follows `master` where nothing is said; a commit, a full name, a version and a tag come before the branch. */
function branchOf(repository: KubeObject): string | null {
  const at = (field: string) => textAt(repository, 'spec', 'ref', field);
  const name = at('name');
  if (name !== null) return name.startsWith('refs/heads/') ? name.slice('refs/heads/'.length) : null;
  if (at('semver') !== null || at('tag') !== null) return null;
  return at('branch') ?? (at('commit') === null ? 'master' : null);
}
