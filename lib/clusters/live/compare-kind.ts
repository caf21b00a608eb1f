import { formatCount } from '#lib/format/numbers.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { type ListPage, nameOf } from '#lib/kubernetes/client/read-page.ts';
import { groupVersionOf, subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import { UID_PATH } from '#lib/kubernetes/compare/tamper.ts';
import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import { schemaOf } from '#lib/kubernetes/schema/schema-of.ts';
import type { KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import { stringIn } from '#lib/kubernetes/values/json.ts';
import { isHashedAlike, isSameInGit, pack } from '../memory/pack.ts';
import type { KindMemory, KnownList, KnownObject } from '../memory/types.ts';
import { type KindPlan, placeOf } from '../place-expected.ts';
import type { ComparedObject, ExpectedObject } from '../types.ts';
import { comparedExtra, compareOne, extrasAmong } from './compare-one.ts';
import { compareTried } from './compare-tried.ts';
import type { DryRuns } from './dry-runs.ts';
import type { KindStanding } from './kind-standing.ts';
import type { ScaleTargets } from './scale-targets.ts';

/** What is known about the whole cluster while one kind of it is compared. */
export interface KindFacts {
  client: KubeClient;
  scaled: ScaleTargets;
  isStrict: boolean;
  /** Owners of what is not looked at here, as `namespace/name` of Kustomizations; null: nothing is called extra. */
  otherOwners: readonly string[] | null;
  /** Null: the cluster is only read. */
  dryRuns: DryRuns | null;
  standing: KindStanding;
  /** What was known of the kind before; null where nothing was. */
  before: KindMemory | null;
  signal: AbortSignal;
  /** Called with the objects of git that were compared since. */
  onCompared: (objects: number) => void;
}

export interface KindResult {
  compared: ComparedObject[];
  notCompared: NotCompared[];
  memory: KindMemory;
}

/**
 * Compares all objects of a kind with git, page by page: of the cluster's side no more than a page is held.
 *
 * @throws only the signal's reason; what the cluster does not give is told as not compared.
 */
export async function compareKind(plan: KindPlan, facts: KindFacts): Promise<KindResult> {
  const { type, expected } = plan;
  const schema = await readSchema(type, facts).catch((error: unknown) => notComparedOf(error, subjectOf(type)));
  const memory = memoryOf(plan);
  if ('reason' in schema) {
    const told = { ...schema, detail: withCount(schema.detail, expected.size) };
    memory.lists[0]?.notCompared.push(told);
    return { compared: [], notCompared: [told], memory };
  }
  memory.schema = schema;
  const compared: ComparedObject[] = [];
  for (const list of memory.lists) compared.push(...(await compareList(plan, list, schema, facts, memory)));
  return { compared, notCompared: memory.lists.flatMap(({ notCompared }) => notCompared), memory };
}

async function readSchema(type: ResourceType, { client, signal }: KindFacts): Promise<SchemaNode | NotCompared> {
  const schema = schemaOf(await client.openApi(groupVersionOf(type), signal), type);
  if (schema !== null) return schema;
  const detail = 'The API server does not describe the kind, so that its fields cannot be told apart.';
  return { reason: 'unreadable', subject: subjectOf(type), detail };
}

/** What is known of a kind before it is read. */
export function memoryOf({ type, expected, lists, extrasIn, isOptional }: KindPlan): KindMemory {
  return {
    type,
    schema: null,
    lists: lists.map(unread),
    objects: new Map([...expected].map(([place, each]) => [place, unknown(each)])),
    extras: new Map(),
    again: new Set(),
    extrasIn,
    isOptional,
  };
}

/** A list before it is read. */
export function unread(namespace: string | null): KnownList {
  return { namespace, resourceVersion: null, notCompared: [] };
}

/** What is known of an object before it is compared. */
function unknown(expected: ExpectedObject): KnownObject {
  const nothingKnown = { findings: null, driftHash: null, expectedHash: null, untried: null };
  return { git: pack(expected), resourceVersion: null, uid: null, ...nothingKnown };
}

async function compareList(
  { type, expected }: KindPlan,
  list: KnownList,
  schema: SchemaNode,
  facts: KindFacts,
  memory: KindMemory,
): Promise<ComparedObject[]> {
  const { namespace, notCompared } = list;
  const compared: ComparedObject[] = [];
  const open = new Map([...expected].filter(([, { object }]) => isIn(object, namespace)));
  const skipped = new Set<string>();
  const { dryRuns } = facts;
  const trying: Promise<void>[] = [];
  const compare = (place: string, each: ExpectedObject, live: KubeObject | null) => {
    const known = memory.objects.get(place) ?? unknown(each);
    const before = facts.before?.objects.get(place);
    const expectedHash = facts.before?.schema === schema ? hashBefore(known, before) : null;
    const uid = uidBefore(known, before);
    const keep = (result: ComparedObject) => {
      memory.objects.set(place, { ...known, ...seen(live), ...foundIn(result) });
      if (isUnsettled(result)) memory.again.add(place);
      compared.push(result);
    };
    if (dryRuns === null || live === null) keep(compareOne(each, live, { ...facts, schema }, uid, expectedHash));
    else {
      const tried = { ...facts, schema, type, dryRuns };
      trying.push(compareTried(each, live, tried, uid, expectedHash).then(keep));
    }
  };
  let resourceVersion: string | null = null;
  try {
    for await (const page of facts.client.list(type, { namespace, signal: facts.signal })) {
      const before = open.size;
      resourceVersion ??= page.resourceVersion;
      for (const live of page.objects) {
        const place = placeOf(live);
        const each = open.get(place);
        if (each !== undefined) compare(place, each, live);
        open.delete(place);
      }
      await Promise.all(trying.splice(0));
      compared.push(...extrasOf(page, facts, memory));
      for (const each of page.notCompared) skipped.add(each.subject);
      notCompared.push(...page.notCompared);
      facts.onCompared(before - open.size);
    }
    if (open.size > 0) await facts.standing.demand(type);
  } catch (error) {
    const told = notComparedOf(error, subjectOf(type, namespace));
    notCompared.push({ ...told, detail: withCount(told.detail, open.size) });
    return compared;
  }
  list.resourceVersion = resourceVersion;
  // What cannot be read is there all the same; an item without a name could be any of them.
  if (skipped.has(subjectOf(type))) return compared;
  const missing = [...open].filter(([, { object }]) => !skipped.has(nameOf(type, object)));
  for (const [place, each] of missing) compare(place, each, null);
  facts.onCompared(missing.length);
  return compared;
}

/** Objects that are the same in git must be the same in the cluster, too: another uid is another object. */
function uidBefore(now: KnownObject, before: KnownObject | undefined): string | null {
  return before !== undefined && isSameInGit(now.git, before.git) ? before.uid : null;
}

/** By the same schema, what is the same in git need not be hashed again. */
function hashBefore(now: KnownObject, before: KnownObject | undefined): string | null {
  return before !== undefined && isHashedAlike(now.git, before.git) ? before.expectedHash : null;
}

/** What is kept of a live object. */
export function seen(live: KubeObject | null): Pick<KnownObject, 'resourceVersion' | 'uid'> {
  if (live === null) return { resourceVersion: null, uid: null };
  return { resourceVersion: stringIn(live.metadata, 'resourceVersion'), uid: stringIn(live.metadata, 'uid') };
}

/** What is kept of a comparison. */
export function foundIn({
  findings,
  notCompared,
  expectedHash,
  liveHash,
  untried: why,
}: ComparedObject): Pick<KnownObject, 'findings' | 'driftHash' | 'expectedHash' | 'untried'> {
  const untried = why ?? null;
  if (notCompared !== null) return { findings: null, driftHash: null, expectedHash, untried };
  if (findings.length === 0) return { findings: untried === null ? 0 : null, driftHash: null, expectedHash, untried };
  return { findings: findings.length, driftHash: liveHash ?? 'missing', expectedHash, untried };
}

/** Whether the next look must see it anew: the object is another than before, or changed while it was compared. */
export function isUnsettled({ findings, untried }: ComparedObject): boolean {
  return untried?.reason === 'expired' || findings.some(({ path }) => path === UID_PATH);
}

function extrasOf({ objects }: ListPage, { otherOwners }: KindFacts, memory: KindMemory): ComparedObject[] {
  const extras = extrasAmong(objects, { expected: memory.objects, extrasIn: memory.extrasIn, otherOwners });
  if (extras.length === 0) return [];
  const byPlace = new Map(objects.map((object) => [placeOf(object), object]));
  return extras.map((extra) => {
    const place = `${extra.ref.namespace ?? ''}/${extra.ref.name}`;
    memory.extras.set(place, extra.liveHash ?? '');
    return comparedExtra(extra, byPlace.get(place) ?? null);
  });
}

function isIn({ metadata }: KubeObject, namespace: string | null): boolean {
  return namespace === null || metadata.namespace === namespace;
}

function withCount(detail: string, objects: number): string {
  return objects === 0 ? detail : `Git has ${formatCount(objects, 'object')} there. ${detail}`;
}
