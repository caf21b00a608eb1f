import type { Json } from '#lib/kubernetes/types.ts';
import { readPlain } from './scalar.ts';

/** Characters that go-yaml 2 writes only between double quotes. */
const SPECIAL = /[^\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
/** What cannot begin plain text. */
const INDICATOR = /^([#,[\]{}&*!|>'"%@`]|[-?:]( |$)|---|\.\.\.)/;
/** Base 60 and dates are read by other parsers as numbers and times: quoted. */
const READ_BY_OTHERS = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$|^\d{4}-\d{1,2}-\d{1,2}([Tt\s].*)?$/;

/**
 * A value as sigs.k8s.io/yaml writes it, which is the text that Flux substitutes variables in: whether text stands
 * plain, in quotes or in a block decides what a substituted value becomes. Long lines are not folded.
 */
export function writeYaml(value: Json): string {
  return `${isNested(value) ? nested(value, '') : scalar(value, '')}\n`;
}

type Nested = readonly Json[] | { readonly [key: string]: Json };

function isNested(value: Json): value is Nested {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function nested(value: Nested, indent: string): string {
  return Array.isArray(value)
    ? value.map((item: Json) => `${indent}- ${entry(item, indent)}`).join('\n')
    : Object.entries(value)
        .map(([key, each]) => `${indent}${text(key, '', true)}:${member(each, indent)}`)
        .join('\n');
}

/** What follows `- `: nested values begin on the same line. */
function entry(value: Json, indent: string): string {
  return isNested(value) ? nested(value, `${indent}  `).slice(indent.length + 2) : scalar(value, indent);
}

function member(value: Json, indent: string): string {
  if (!isNested(value)) return ` ${scalar(value, indent)}`;
  return `\n${nested(value, Array.isArray(value) ? indent : `${indent}  `)}`;
}

function scalar(value: Json, indent: string): string {
  if (typeof value === 'string') return text(value, indent, false);
  if (Array.isArray(value)) return '[]';
  return typeof value === 'object' && value !== null ? '{}' : String(value);
}

function text(value: string, indent: string, isKey: boolean): string {
  const isOther = typeof readPlain(value, 'kubernetes') !== 'string' || READ_BY_OTHERS.test(value);
  const isMerge = value === '<<';
  if (isOther || isMerge || SPECIAL.test(value)) return quoted(value);
  if (value.includes('\n')) return isKey || / \n| $/.test(value) ? quoted(value) : block(value, `${indent}  `);
  const isPlain = !INDICATOR.test(value) && !/^ | $|: |:$| #/.test(value);
  return isPlain ? value : `'${value.replaceAll("'", "''")}'`;
}

function quoted(value: string): string {
  const escaped = JSON.stringify(value).replace(
    /[\u007f-\u009f\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped;
}

function block(value: string, indent: string): string {
  const chomping = value.endsWith('\n\n') || value === '\n' ? '+' : value.endsWith('\n') ? '' : '-';
  const lines = (value.endsWith('\n') ? value.slice(0, -1) : value).split('\n');
  return `|${/^[ \n]/.test(value) ? '2' : ''}${chomping}\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}`;
}
