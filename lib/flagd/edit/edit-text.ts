import { isMap } from 'yaml';
import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject, listIn, memberOf, objectIn, stringIn } from '#lib/kubernetes/values/json.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { withEvaluators } from '../files/evaluators.ts';
import { readText } from '../files/read-text.ts';
import type { FlagDefinition } from '../types.ts';
import { rootOf } from './nodes.ts';
import { patchMap } from './patch.ts';
import { sourceText, spliced } from './text.ts';

/** Rounds of changes of one file: changes that meet are made one after the other. */
const MAX_ROUNDS = 100;

/**
 * The text of a file with one flag put in, changed or (null) taken out; all else stays as it is written, comments, order,
 * line ends and indentation included. Null where this file cannot be changed so.
 */
export function editText(file: string, text: string, key: string, definition: FlagDefinition | null): string | null {
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const read = readText(file, current);
    const root = rootOf(current);
    if ('problems' in read || !isMap(root) || !isJsonObject(read.value)) return null;
    const flags = wantedFlags(read.value, key, definition);
    if (flags === null) return null;
    const evaluators = objectIn(read.value, '$evaluators');
    const means = (value: Json) => withEvaluators(value, evaluators);
    const splices = patchMap(sourceText(file, current), root, read.value, { ...read.value, flags }, means);
    const next = spliced(current, splices);
    if (next === current) return current;
    current = next;
  }
  return null;
}

/** The member `flags` as it shall be. Lists of flags keep their length: one is only changed in them. */
function wantedFlags(root: JsonObject, key: string, definition: FlagDefinition | null): Json | null {
  const flags = memberOf(root, 'flags') ?? {};
  const set = objectIn(root, 'metadata');
  if (isJsonList(flags)) {
    const isThere = listIn(root, 'flags').some((flag) => stringIn(flag, 'key') === key);
    if (!isThere || definition === null) return null;
    return flags.map((flag) => (stringIn(flag, 'key') === key ? written(definition, set, flag) : flag));
  }
  if (!isJsonObject(flags)) return null;
  const { [key]: own, ...others } = flags;
  if (definition === null) return others;
  return { ...flags, [key]: written(definition, set, own ?? {}) };
}

/** A flag as a file writes it: without what its set says already; what says nothing stays where it is written. */
function written(definition: FlagDefinition, set: JsonObject, before: Json): JsonObject {
  const { state, variants, defaultVariant, targeting, metadata } = definition;
  const saidBefore = objectIn(before, 'metadata');
  const own = Object.entries(metadata).filter(
    ([name, value]) => Object.hasOwn(saidBefore, name) || !isSameMember(set, name, value),
  );
  const said: JsonObject = {
    ...(defaultVariant !== null && { defaultVariant }),
    ...(targeting !== null && { targeting }),
    ...(own.length > 0 && { metadata: Object.fromEntries(own) }),
  };
  const kept = Object.entries(isJsonObject(before) ? before : {}).filter(
    ([name, value]) => !OPTIONAL.includes(name) || isNothing(value),
  );
  return { ...Object.fromEntries(kept), state, variants, ...said };
}

const OPTIONAL = ['defaultVariant', 'targeting', 'metadata'];

function isNothing(value: Json): boolean {
  return value === null || value === '' || (isJsonObject(value) && Object.keys(value).length === 0);
}

function isSameMember(set: JsonObject, name: string, value: Json): boolean {
  return Object.hasOwn(set, name) && stableJson(set[name]) === stableJson(value);
}
