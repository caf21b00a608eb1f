import { formatCount } from '#lib/format/numbers.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { type ListPage, nameOf } from '#lib/kubernetes/client/read-page.ts';
import { groupVersionOf, subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import { compareObject } from '#lib/kubernetes/compare/compare-object.ts';
import { findExtras } from '#lib/kubernetes/compare/extras/find-extras.ts';
import { TRUSTED_WRITERS } from '#lib/kubernetes/compare/ownership/trusted.ts';
import { BUILT_IN_DEFAULTS } from '#lib/kubernetes/defaults/built-in.ts';
import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import { schemaOf } from '#lib/kubernetes/schema/schema-of.ts';
import type { KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import { objectIn, stringIn } from '#lib/kubernetes/values/json.ts';
import { type KindPlan, placeOf } from '../place-expected.ts';
import type { ComparedObject, ExpectedObject } from '../types.ts';
import type { ScaleTargets } from './scale-targets.ts';

/** What is known about the whole cluster while one kind of it is compared. */
export interface KindFacts {
  client: KubeClient;
  scaled: ScaleTargets;
  isStrict: boolean;
  /** Owners of what is not looked at here, as `namespace/name` of Kustomizations; null: nothing is called extra. */
  otherOwners: readonly string[] | null;
  signal: AbortSignal;
  /** Called with the objects of git that were compared since. */
  onCompared: (objects: number) => void;
}

interface KindResult {
  compared: ComparedObject[];
  notCompared: NotCompared[];
}

/**
 * Compares all objects of a kind with git, page by page: of the cluster's side no more than a page is held.
 *
 * @throws only the signal's reason; what the cluster does not give is told as not compared.
 */
export async function compareKind(plan: KindPlan, facts: KindFacts): Promise<KindResult> {
  const { type, expected } = plan;
  const result: KindResult = { compared: [], notCompared: [] };
  const schema = await readSchema(type, facts).catch((error: unknown) => notComparedOf(error, subjectOf(type)));
  if ('reason' in schema) {
    result.notCompared.push({ ...schema, detail: withCount(schema.detail, expected.size) });
    return result;
  }
  for (const namespace of plan.lists) await compareList(plan, namespace, schema, facts, result);
  return result;
}

async function readSchema(type: ResourceType, { client, signal }: KindFacts): Promise<SchemaNode | NotCompared> {
  const schema = schemaOf(await client.openApi(groupVersionOf(type), signal), type);
  if (schema !== null) return schema;
  const detail = 'The API server does not describe the kind, so that its fields cannot be told apart.';
  return { reason: 'unreadable', subject: subjectOf(type), detail };
}

async function compareList(
  plan: KindPlan,
  namespace: string | null,
  schema: SchemaNode,
  facts: KindFacts,
  { compared, notCompared }: KindResult,
): Promise<void> {
  const { type } = plan;
  const open = new Map([...plan.expected].filter(([, { object }]) => isIn(object, namespace)));
  const unread = new Set<string>();
  try {
    for await (const page of facts.client.list(type, { namespace, signal: facts.signal })) {
      const before = open.size;
      for (const live of page.objects) {
        const place = placeOf(live);
        const expected = open.get(place);
        if (expected !== undefined) compared.push(compareOne(expected, live, schema, facts));
        open.delete(place);
      }
      compared.push(...extrasOf(page, plan, facts));
      for (const each of page.notCompared) unread.add(each.subject);
      notCompared.push(...page.notCompared);
      facts.onCompared(before - open.size);
    }
  } catch (error) {
    const told = notComparedOf(error, subjectOf(type, namespace));
    notCompared.push({ ...told, detail: withCount(told.detail, open.size) });
    return;
  }
  // What cannot be read is there all the same; an item without a name could be any of them.
  if (unread.has(subjectOf(type))) return;
  const missing = [...open.values()].filter(({ object }) => !unread.has(nameOf(type, object)));
  compared.push(...missing.map((each) => compareOne(each, null, schema, facts)));
  facts.onCompared(missing.length);
}

function compareOne(
  { object, manager, isEncrypted, ignoredPointers, source, commit, file }: ExpectedObject,
  live: KubeObject | null,
  schema: SchemaNode,
  { scaled, isStrict }: KindFacts,
): ComparedObject {
  const comparison = compareObject({
    expected: object,
    live,
    schema,
    defaults: BUILT_IN_DEFAULTS,
    gitopsManager: manager,
    trusted: TRUSTED_WRITERS,
    isEncrypted,
    ignoredPointers,
    isScaled: scaled.includes(object),
    isStrict,
    lastSeenUid: null,
  });
  return { ...comparison, source, commit, file };
}

function extrasOf(page: ListPage, { expected, extrasIn }: KindPlan, { otherOwners }: KindFacts): ComparedObject[] {
  if (otherOwners === null) return [];
  const live = page.objects.filter((object) => {
    const isInside = extrasIn.has(stringIn(object.metadata, 'namespace') ?? '');
    return isInside && !expected.has(placeOf(object)) && !isOfHelm(object);
  });
  const extras = findExtras({ live, expected: [], otherOwners });
  return extras.map((extra) => ({ ...extra, source: null, commit: null, file: null }));
}

/** Releases of Helm are not looked at: what they hold is no object that git lacks. */
function isOfHelm({ metadata }: KubeObject): boolean {
  return stringIn(objectIn(metadata, 'annotations'), 'meta.helm.sh/release-name') !== null;
}

function isIn({ metadata }: KubeObject, namespace: string | null): boolean {
  return namespace === null || metadata.namespace === namespace;
}

function withCount(detail: string, objects: number): string {
  return objects === 0 ? detail : `Git has ${formatCount(objects, 'object')} there. ${detail}`;
}
