import type { Json } from '#lib/kubernetes/types.ts';
import { readPlain, type YamlDialect } from './scalar.ts';
import { NotSimple } from './simple-lines.ts';

/** What plain text cannot begin with, and what begins something else than plain text. */
const NOT_PLAIN = /^(?:[[\]{},#&*!|>'"%@`]|[-?:](?: |$))/;

/** A text in double quotes whose escapes are those of JSON. */
const DOUBLE_QUOTED = /^"(?:[^"\\\t]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/;
const SINGLE_QUOTED = /^'(?:[^'\t]|'')*'/;

/** A list of words in one line; numbers and the like are left to the reader of everything. */
const WORDS = /^\[ *(?:[A-Za-z][A-Za-z0-9_./-]*(?: *, *[A-Za-z][A-Za-z0-9_./-]*)* *)?\]/;
const QUOTED_WORDS = /^\[ *"(?:[^"\\\t]*)"(?: *, *"(?:[^"\\\t]*)")* *\]/;

/**
 * The value that stands on one line, behind its key or dash. @throws NotSimple for what is written in other ways.
 */
export function readInline(text: string, dialect: YamlDialect): Json {
  switch (text[0]) {
    case '"':
      return doubleQuoted(alone(DOUBLE_QUOTED, text));
    case "'":
      return wellFormed(alone(SINGLE_QUOTED, text).slice(1, -1).replaceAll("''", "'"));
    case '{':
      alone(/^\{ *\}/, text);
      return {};
    case '[':
      return listOfWords(text, dialect);
    default:
      return plain(withoutComment(text), dialect);
  }
}

/** A key that is text, and what stands behind its colon, without blanks around it; null for a line without a key. */
export function splitKey(line: string, dialect: YamlDialect): { key: string; rest: string } | null {
  const quoted = line[0] === '"' ? DOUBLE_QUOTED : line[0] === "'" ? SINGLE_QUOTED : null;
  if (quoted !== null) {
    const written = quoted.exec(line)?.[0] ?? '';
    const behind = line.slice(written.length);
    if (written === '' || !/^:( |$)/.test(behind)) return null;
    const key = written[0] === '"' ? doubleQuoted(written) : wellFormed(written.slice(1, -1).replaceAll("''", "'"));
    return { key: checkedKey(key), rest: behind.slice(1).replace(/^ +/, '') };
  }
  const at = line.indexOf(': ');
  const end = at === -1 && line.endsWith(':') ? line.length - 1 : at;
  if (end <= 0) return null;
  if (line[end - 1] === ' ') throw new NotSimple();
  const key = plain(line.slice(0, end), dialect);
  if (typeof key !== 'string') throw new NotSimple();
  return { key: checkedKey(key), rest: line.slice(end + 1).replace(/^ +/, '') };
}

/** Merge keys and the name that objects treat as no other are left to the reader of everything. */
function checkedKey(key: string): string {
  if (key === '<<' || key === '__proto__') throw new NotSimple();
  return key;
}

function plain(text: string, dialect: YamlDialect): Json {
  if (NOT_PLAIN.test(text) || text.includes(': ') || text.endsWith(':') || text.includes(' #')) throw new NotSimple();
  const value = readPlain(text, dialect);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new NotSimple();
  return typeof value === 'string' ? wellFormed(value) : value;
}

/** What a pattern finds, where nothing but a comment stands behind it. */
function alone(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[0];
  if (found === undefined || !/^(?: *$| +#)/.test(text.slice(found.length))) throw new NotSimple();
  return found;
}

function doubleQuoted(written: string): string {
  const text: unknown = parseJson(written);
  if (typeof text !== 'string') throw new NotSimple();
  return wellFormed(text);
}

function listOfWords(text: string, dialect: YamlDialect): Json {
  if (text.includes('"')) return asWords(parseJson(alone(QUOTED_WORDS, text)));
  const inner = alone(WORDS, text).slice(1, -1).trim();
  return inner === '' ? [] : inner.split(/ *, */).map((word) => plain(word, dialect));
}

function asWords(value: unknown): string[] {
  if (!Array.isArray(value)) throw new NotSimple();
  return value.map((word) => wellFormed(String(word)));
}

function withoutComment(text: string): string {
  const at = text.indexOf(' #');
  return (at === -1 ? text : text.slice(0, at)).replace(/ +$/, '');
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new NotSimple();
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotSimple();
  }
}
