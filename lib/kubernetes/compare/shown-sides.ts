import { writeYaml } from '#lib/gitops/yaml/write.ts';
import { CLUSTER_MAX_SIDE_CHARS } from '#lib/policy/thresholds.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { Json, JsonObject, KubeObject } from '../types.ts';
import { isJsonList, isJsonObject, stringIn } from '../values/json.ts';
import { type Hides, isHiddenMember } from './hashes.ts';
import { withoutIgnored } from './ignored.ts';
import { comparedPart, isSecret } from './prepare.ts';
import { project } from './project.ts';
import { createTouch, type Touch } from './touch.ts';
import type { Finding } from './types.ts';

/** Both sides of an object that drifted. */
export interface SidesInput {
  /** Null: git lacks it. */
  expected: KubeObject | null;
  /** Null: the cluster lacks it. */
  live: KubeObject | null;
  /** Null where nothing is known of the kind. */
  schema: SchemaNode | null;
  findings: readonly Finding[];
  /** As in ComparisonInput. */
  dryRun?: KubeObject | null;
  isEncrypted: boolean;
  ignoredPointers: readonly string[];
}

/**
 * Both sides as YAML for people, null where a side has nothing: git's as it is compared, and the cluster's in git's
 * spelling, with nothing besides what git has but what was found. The two texts thus differ exactly in the findings.
 * Values of secrets, and those that git has encrypted, are hidden; a text is cut at `CLUSTER_MAX_SIDE_CHARS`.
 */
export function shownSides(input: SidesInput): { expected: string | null; live: string | null } {
  const { expected, live, schema, findings, isEncrypted, ignoredPointers } = input;
  const named = expected ?? live;
  if (named === null) return { expected: null, live: null };
  const hides: Hides = isSecret(named) ? 'secret' : isEncrypted ? 'encrypted' : null;
  const touch = createTouch(findings);
  const partOf = (object: KubeObject) => withoutIgnored(comparedPart(object), ignoredPointers);
  const text = (part: JsonObject, differs: Touch | null) => written(named, hidden(part, hides, differs));
  const asked = expected === null ? null : laidOver(partOf(expected), input, partOf);
  const found = live === null ? null : partOf(live);
  if (asked === null) return { expected: null, live: found && text(found, null) };
  if (found === null) return { expected: text(asked, null), live: null };
  const projected = project(asked, found, { path: null, node: schema }, touch);
  return { expected: text(asked, null), live: text(isJsonObject(projected) ? projected : {}, touch) };
}

/** Git's side: as the cluster would make it where only a dry run says so. */
function laidOver(
  asked: JsonObject,
  { dryRun, findings, schema }: SidesInput,
  partOf: (object: KubeObject) => JsonObject,
): JsonObject {
  const told = findings.filter(({ isOfDryRun }) => isOfDryRun === true);
  if (told.length === 0 || dryRun === undefined || dryRun === null) return asked;
  const projected = project(asked, partOf(dryRun), { path: null, node: schema }, createTouch(told));
  return isJsonObject(projected) ? projected : asked;
}

/** The part under its name, keys in one order. */
function written({ apiVersion, kind, metadata }: KubeObject, { metadata: described, ...rest }: JsonObject): string {
  const namespace = stringIn(metadata, 'namespace');
  const name = { name: metadata.name, ...(namespace !== null && { namespace }) };
  const more = isJsonObject(described) ? sorted(described) : {};
  const text = writeYaml({
    apiVersion,
    kind,
    metadata: { ...name, ...(isJsonObject(more) && withoutEmpty(more)) },
    ...withSortedMembers(rest),
  });
  if (text.length <= CLUSTER_MAX_SIDE_CHARS) return text;
  return `${text.slice(0, CLUSTER_MAX_SIDE_CHARS)}\n# Cut off here: ${text.length} characters in all.\n`;
}

function withSortedMembers(object: JsonObject): JsonObject {
  const entries = Object.entries(object).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, sorted(value)]));
}

function sorted(value: Json): Json {
  if (isJsonList(value)) return value.map(sorted);
  return isJsonObject(value) ? withSortedMembers(value) : value;
}

function withoutEmpty(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => !(isJsonObject(value) && Object.keys(value).length === 0)),
  );
}

const HIDDEN = '(hidden)';
const HIDDEN_AND_DIFFERENT = '(hidden, differs from git)';

/** @param differs Set for the live side: where the two differ. */
function hidden(part: JsonObject, hides: Hides, differs: Touch | null): JsonObject {
  if (hides === null) return part;
  const members = Object.entries(part).map(([name, value]): [string, Json] => {
    if (!isHiddenMember(name, hides)) return [name, value];
    if (!isJsonObject(value)) return [name, HIDDEN];
    const keys = Object.keys(value).map((key): [string, Json] => {
      const path = { parent: { parent: null, step: { field: name } }, step: { field: key } };
      return [key, differs?.isAtOrBelow(path) === true ? HIDDEN_AND_DIFFERENT : HIDDEN];
    });
    return [name, Object.fromEntries(keys)];
  });
  return Object.fromEntries(members);
}
