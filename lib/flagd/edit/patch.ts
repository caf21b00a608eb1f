import { isCollection, isMap, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject } from '#lib/kubernetes/values/json.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { insertMember, removeMember } from './members.ts';
import { endOf, isBlock, type Member, memberNamed, startOf } from './nodes.ts';
import { blockLines, blockScalar, inlineJson, lineOf, type SourceText, type Splice, spreadJson } from './text.ts';

/** What a part of a file says, and what it shall say. */
export interface Change {
  /** As the file has it, references to shared rules included. */
  from: Json;
  to: Json;
}

/** What a value means once shared rules are written out. */
export type Meaning = (value: Json) => Json;

/**
 * The smallest changes that make a mapping say what it shall: members that mean the same already stay as they are written.
 */
export function patchMap(
  source: SourceText,
  map: YAMLMap.Parsed,
  from: JsonObject,
  to: JsonObject,
  means: Meaning,
): Splice[] {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].flatMap((key) => {
    const member = memberNamed(map, key);
    const wanted = to[key];
    if (wanted === undefined) return member === undefined ? [] : removeMember(source, map, member);
    if (from[key] !== undefined && isSame(means(from[key]), wanted)) return [];
    if (member === undefined) return insertMember(source, map, key, wanted);
    return patchMember(source, map, member, { from: from[key] ?? null, to: wanted }, means);
  });
}

function patchMember(
  source: SourceText,
  map: YAMLMap.Parsed,
  member: Member,
  change: Change,
  means: Meaning,
): Splice[] {
  const { key, value } = member;
  if (value !== null) {
    const inner = patchInside(source, value, change, means);
    if (inner !== null) return inner;
  }
  const { text } = source;
  const afterColon = text.indexOf(':', endOf(text, key)) + 1;
  const from = value === null || isBlock(value) || startOf(value) === endOf(text, value) ? afterColon : startOf(value);
  const to = value === null ? afterColon : Math.max(afterColon, endOf(text, value));
  if (map.flow === true) return [{ from, to, text: flowValue(source, change.to, value, from === afterColon) }];
  const isLines = isCollectionOf(change.to) && (value === null || isBlock(value) || from === afterColon);
  if (!isLines) return [{ from, to, text: `${from === afterColon ? ' ' : ''}${oneLine(change.to)}` }];
  const indent = `${' '.repeat(startOf(key) - lineOf(text, startOf(key)).from)}${source.unit}`;
  return [{ from, to, text: `${source.eol}${blockLines(change.to, source, indent)}` }];
}

/** Changes within a collection that stays one; null where the whole value has to be written anew. */
function patchInside(source: SourceText, node: ParsedNode, { from, to }: Change, means: Meaning): Splice[] | null {
  if (isMap(node) && isJsonObject(from) && isJsonObject(to)) {
    const wanted = Object.keys(to);
    const isKept = wanted.some((key) => memberNamed(node, key) !== undefined);
    return isKept || (node.items.length === 0 && wanted.length > 0) ? patchMap(source, node, from, to, means) : null;
  }
  if (!isSeq(node) || !isJsonList(from) || !isJsonList(to)) return null;
  if (from.length !== to.length || node.items.length !== to.length) return null;
  return node.items.flatMap((item, at) =>
    patchItem(source, item, { from: from[at] ?? null, to: to[at] ?? null }, means),
  );
}

function patchItem(source: SourceText, node: ParsedNode, change: Change, means: Meaning): Splice[] {
  if (isSame(means(change.from), change.to)) return [];
  const inner = patchInside(source, node, change, means);
  if (inner !== null) return inner;
  const from = startOf(node);
  const to = endOf(source.text, node);
  return [{ from, to, text: source.isJson ? flowValue(source, change.to, node, false) : oneLine(change.to) }];
}

function flowValue(source: SourceText, value: Json, before: ParsedNode | null, needsBlank: boolean): string {
  const at = before === null ? 0 : startOf(before);
  const wasOneLine =
    before === null || (isCollection(before) && !source.text.slice(at, endOf(source.text, before)).includes('\n'));
  const isSpread = source.isJson && isCollectionOf(value) && !wasOneLine;
  const text = isSpread ? spreadJson(value, source, lineOf(source.text, at).indent) : inlineJson(value);
  return `${needsBlank ? ' ' : ''}${text}`;
}

function oneLine(value: Json): string {
  return typeof value === 'object' && value !== null ? inlineJson(value) : blockScalar(value);
}

function isCollectionOf(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isSame(one: Json, other: Json): boolean {
  return stableJson(one) === stableJson(other);
}
