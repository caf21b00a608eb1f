import { z } from 'zod';
import type { GroupVersionKind, ResourceType } from '#lib/kubernetes/types.ts';
import type { Recorded, RecordedGroup } from './recorded.ts';
import type { ClusterStore } from './store.ts';

/** A kind that the stand-in serves. */
export interface ServedKind extends ResourceType {
  /** Objects of custom kinds say what they are in lists too. */
  isCustom: boolean;
}

/** What every object has, in the schemas of the server. */
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';

const CRD = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };

const crdShape = z.object({
  metadata: z.object({ deletionTimestamp: z.string().optional() }),
  spec: z.object({
    group: z.string(),
    scope: z.enum(['Namespaced', 'Cluster']),
    names: z.object({ plural: z.string(), kind: z.string() }),
    versions: z.array(
      z.object({
        name: z.string(),
        served: z.boolean(),
        schema: z.object({ openAPIV3Schema: z.looseObject({}) }).optional(),
      }),
    ),
  }),
});

type Definition = z.infer<typeof crdShape>['spec'] & { verbs: readonly string[] };

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
/** Of a kind that is being removed. */
const LAST_VERBS = ['delete', 'deletecollection', 'get', 'list', 'watch'];

/** Groups of the recorded server and of the custom kinds that are defined just now. */
export function servedGroups(recorded: Recorded, store: ClusterStore): RecordedGroup[] {
  const groups = new Map<string, RecordedGroup>(recorded.groups.map((group) => [group.metadata.name, group]));
  for (const definition of definitions(store)) {
    const { group: name } = definition;
    const group = groups.get(name) ?? { metadata: { name }, versions: [] };
    groups.set(name, { ...group, versions: withDefinition(group.versions, definition) });
  }
  return [...groups.values()];
}

/** Kinds of those groups. */
export function servedKinds(recorded: Recorded, store: ClusterStore): ServedKind[] {
  const isCustom = (group: string) => recorded.groups.every(({ metadata }) => metadata.name !== group);
  return servedGroups(recorded, store).flatMap(({ metadata: { name: group }, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.map(({ resource, responseKind: { kind }, scope, verbs }) => ({
        group,
        version,
        kind,
        plural: resource,
        isNamespaced: scope === 'Namespaced',
        verbs,
        isCustom: isCustom(group),
      })),
    ),
  );
}

/** Schemas by group and version, of custom kinds by their definitions. */
export function servedSchemas(recorded: Recorded, store: ClusterStore): Record<string, Record<string, unknown>> {
  const schemas = { ...recorded.schemas };
  const meta = Object.entries(recorded.schemas.v1 ?? {}).filter(([id]) => id.startsWith(META));
  for (const { group, names, versions } of definitions(store)) {
    for (const { name: version, schema } of versions) {
      const id = `${group.split('.').toReversed().join('.')}.${version}.${names.kind}`;
      const described = describe({ group, version, kind: names.kind }, schema?.openAPIV3Schema ?? {});
      const groupVersion = `${group}/${version}`;
      schemas[groupVersion] = { ...Object.fromEntries(meta), ...schemas[groupVersion], [id]: described };
    }
  }
  return schemas;
}

/** The schema of a custom kind with what the server adds to it. */
function describe(kind: GroupVersionKind, schema: Record<string, unknown>): Record<string, unknown> {
  const text = { type: 'string' };
  const metadata = { allOf: [{ $ref: `#/components/schemas/${META}ObjectMeta` }] };
  const properties = { apiVersion: text, kind: text, metadata };
  const own = typeof schema.properties === 'object' ? schema.properties : {};
  return { ...schema, properties: { ...own, ...properties }, 'x-kubernetes-group-version-kind': [kind] };
}

function definitions(store: ClusterStore): Definition[] {
  const objects = store.list(CRD.group, CRD.kind, null)?.objects ?? [];
  return objects.map(({ object }) => {
    const { metadata, spec } = crdShape.parse(object);
    const verbs = metadata.deletionTimestamp === undefined ? ALL_VERBS : LAST_VERBS;
    return { ...spec, verbs, versions: spec.versions.filter(({ served }) => served) };
  });
}

function withDefinition(
  versions: RecordedGroup['versions'],
  { group, names, scope, verbs, versions: own }: Definition,
) {
  const all = new Map(versions.map((each) => [each.version, each]));
  for (const { name: version } of own) {
    const responseKind = { group, version, kind: names.kind };
    const resource = { resource: names.plural, responseKind, scope, verbs: [...verbs] };
    all.set(version, { version, resources: [...(all.get(version)?.resources ?? []), resource] });
  }
  return [...all.values()];
}
