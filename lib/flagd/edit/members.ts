import type { YAMLMap } from 'yaml';
import type { Json } from '#lib/kubernetes/types.ts';
import { endOf, type Member, membersOf, startOf } from './nodes.ts';
import { blockLines, endOfLine, inlineJson, lineOf, type SourceText, type Splice, spreadJson } from './text.ts';

/** Adds a member after the last one, written as the mapping is. */
export function insertMember(source: SourceText, map: YAMLMap.Parsed, key: string, value: Json): Splice[] {
  const members = membersOf(map);
  const [first] = members;
  const last = members.at(-1);
  if (first === undefined || last === undefined) return fill(source, map, key, value);
  const end = endOfMember(source, last);
  if (map.flow === true) return [{ from: end, to: end, text: `,${flowMember(source, first, key, value)}` }];
  const { text, eol } = source;
  const indent = ' '.repeat(startOf(first.key) - lineOf(text, startOf(first.key)).from);
  const lines = blockLines({ [key]: value }, source, indent);
  const at = endOfLine(text, end);
  return [{ from: at, to: at, text: `${eol}${lines}` }];
}

/** Takes a member out, with its comma or its line. */
export function removeMember(source: SourceText, map: YAMLMap.Parsed, member: Member): Splice[] {
  const members = membersOf(map);
  const at = members.findIndex(({ key }) => key === member.key);
  const [before, after] = [members[at - 1], members[at + 1]];
  const end = endOfMember(source, member);
  const start = startOf(member.key);
  if (map.flow === true) {
    if (before !== undefined && at > 0) return [{ from: endOfMember(source, before), to: end, text: '' }];
    return [{ from: start, to: after === undefined ? end : startOf(after.key), text: '' }];
  }
  const { text } = source;
  const line = lineOf(text, start);
  if (line.from + line.indent.length !== start) {
    return after === undefined ? [] : [{ from: start, to: startOf(after.key), text: '' }];
  }
  const lineEnd = text.indexOf('\n', end);
  if (lineEnd !== -1) return [{ from: line.from, to: lineEnd + 1, text: '' }];
  const from = text.slice(0, line.from).replace(/\r?\n$/, '').length;
  return [{ from, to: text.length, text: '' }];
}

/** Where a member's text ends. */
function endOfMember({ text }: SourceText, { key, value }: Member): number {
  return value === null ? text.indexOf(':', endOf(text, key)) + 1 || endOf(text, key) : endOf(text, value);
}

/** The first member of an empty mapping. */
function fill(source: SourceText, map: YAMLMap.Parsed, key: string, value: Json): Splice[] {
  const [from, to] = [startOf(map), endOf(source.text, map)];
  const { indent } = lineOf(source.text, from);
  if (source.isJson) return [{ from, to, text: spreadJson({ [key]: value }, source, indent) }];
  const before = source.text.slice(0, from);
  const isAlone = /:[ \t]+$/.test(before) && /^[ \t]*(\r?\n|$)/.test(source.text.slice(to));
  if (!isAlone) return [{ from, to, text: inlineJson({ [key]: value }) }];
  const lines = blockLines({ [key]: value }, source, indent + source.unit);
  return [{ from: before.trimEnd().length, to, text: `${source.eol}${lines}` }];
}

/** With what stands between comma and key. */
function flowMember(source: SourceText, first: Member, key: string, value: Json): string {
  const { text, isJson, eol } = source;
  const start = startOf(first.key);
  const { from, indent } = lineOf(text, start);
  const isOwnLine = from + indent.length === start;
  if (!isOwnLine) return ` ${JSON.stringify(key)}: ${inlineJson(value)}`;
  const written = isJson ? spreadJson(value, source, indent) : inlineJson(value);
  return `${eol}${indent}${JSON.stringify(key)}: ${written}`;
}
