import { readDocuments } from '#lib/gitops/yaml/read.ts';
import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject, listIn, objectIn, stringIn } from '#lib/kubernetes/values/json.ts';

/** A flag as flagd holds it, and by what it is found. */
export interface HeldFlag {
  key: string;
  flagSetId: string | null;
  flag: JsonObject;
}

/**
 * The flags of one source as flagd 0.16 takes them in: shared rules are put in as text, rules within rules as they come,
 * and the metadata of the set is given to each flag.
 */
export function loadSource(source: string, text: string): HeldFlag[] {
  const config = readDocuments(source, text, 'kustomize').documents[0]?.value ?? {};
  let written = JSON.stringify(config);
  for (const [name, rule] of Object.entries(objectIn(config, '$evaluators'))) {
    written = written.replaceAll(`{"$ref":"${name}"}`, () => JSON.stringify(rule));
  }
  const inlined: JsonObject = JSON.parse(written);
  const set = objectIn(inlined, 'metadata');
  const held = isJsonList(inlined.flags)
    ? listIn(inlined, 'flags').map((flag): [string, Json] => [stringIn(flag, 'key') ?? '', flag])
    : Object.entries(objectIn(inlined, 'flags'));
  return held.map(([key, flag]) => {
    const metadata = { ...set, ...objectIn(flag, 'metadata') };
    const flagSetId = stringIn(metadata, 'flagSetId');
    return { key, flagSetId, flag: asFlagdWrites(flag, source, metadata) };
  });
}

function asFlagdWrites(flag: Json, source: string, metadata: JsonObject): JsonObject {
  const targeting = isJsonObject(flag) ? flag.targeting : undefined;
  return {
    state: stringIn(flag, 'state') ?? '',
    defaultVariant: stringIn(flag, 'defaultVariant') ?? '',
    variants: objectIn(flag, 'variants'),
    ...(targeting !== undefined && { targeting }),
    source,
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

/** What flagd has for a selector. */
export function selected(held: readonly HeldFlag[], selector: string): HeldFlag[] {
  const [name, id] = selector.split(/=(.*)/s);
  return held.filter(({ flagSetId }) => name !== 'flagSetId' || (flagSetId ?? '') === id);
}

/** What flagd calls its configuration: of a key that stands in several sets the last one. */
export function configurationOf(held: readonly HeldFlag[]): JsonObject {
  return { flags: Object.fromEntries(held.map(({ key, flag }) => [key, flag])) };
}
