import { stringify } from 'yaml';
import type { Json } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject } from '#lib/kubernetes/values/json.ts';

/** A text, and how it is written. */
export interface SourceText {
  text: string;
  isJson: boolean;
  eol: '\n' | '\r\n';
  /** One step of indentation. */
  unit: string;
}

/** Replaces the characters from `from` up to `to`. */
export interface Splice {
  from: number;
  to: number;
  text: string;
}

/** How a file is written: its line ends, and the indentation of its first indented line. */
export function sourceText(file: string, text: string): SourceText {
  const isJson = file.endsWith('.json');
  const [, indent = '  '] = /^([ \t]+)\S/m.exec(text.replace(/^[ \t]*#.*$/gm, '')) ?? [];
  const unit = isJson || /^ {1,8}$/.test(indent) ? indent : '  ';
  return { text, isJson, eol: text.includes('\r\n') ? '\r\n' : '\n', unit };
}

/** The text with all changes that come clear of one another; of two that meet the first in the text is made. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const clear: Splice[] = [];
  for (const splice of splices.toSorted((one, other) => one.from - other.from)) {
    if (splice.from > (clear.at(-1)?.to ?? -1)) clear.push(splice);
  }
  return clear
    .toReversed()
    .reduce((whole, { from, to, text: part }) => whole.slice(0, from) + part + whole.slice(to), text);
}

/** A value on one line: JSON, which is YAML too. */
export function inlineJson(value: Json): string {
  if (isJsonList(value)) return `[${value.map(inlineJson).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inlineJson(member)}`);
  return `{${members.join(', ')}}`;
}

/** A value over several lines of JSON, all but the first indented by `indent` and more. */
export function spreadJson(value: Json, { unit, eol }: SourceText, indent: string): string {
  return JSON.stringify(value, null, unit).split('\n').join(`${eol}${indent}`);
}

/** A scalar of a block of YAML; quoted wherever some reader of YAML takes it for something else. */
export function blockScalar(value: Json): string {
  const text = stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text;
}

/** Lines of YAML in block style, each indented by `indent`; empty collections and scalars are written on one line. */
export function blockLines(value: Json, { unit, eol }: SourceText, indent: string): string {
  const options = { version: '1.1', lineWidth: 0, indent: unit.length, aliasDuplicateObjects: false } as const;
  const lines = stringify(value, options).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? line : `${indent}${line}`)).join(eol);
}

/** The offset at which the line of `offset` begins, and the blanks that it begins with. */
export function lineOf(text: string, offset: number): { from: number; indent: string } {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  return { from, indent: /^[ \t]*/.exec(text.slice(from, offset))?.[0] ?? '' };
}

/** The offset at which the line of `offset` ends, before its line end. */
export function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return text[at - 1] === '\r' && at > offset ? at - 1 : at;
}
