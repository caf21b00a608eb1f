import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Json } from '#lib/kubernetes/types.ts';
import { isJsonObject } from '../json.ts';
import { MAX_DEPTH, MAX_VALUES } from '../limits.ts';
import { readNumber, readPlain, type YamlDialect } from './scalar.ts';

/** A part of a document that cannot be read as JSON; `offset` is where it stands in the text. */
export class Unreadable extends Error {
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

/** What aliases stand for, and how many values may still be written out. */
export interface ConvertState {
  anchors: Map<string, Node>;
  valuesLeft: number;
  dialect: YamlDialect;
}

export function convertState(dialect: YamlDialect): ConvertState {
  return { anchors: new Map(), valuesLeft: MAX_VALUES, dialect };
}

/** A node of a parsed document as plain JSON. @throws Unreadable */
export function toJson(node: Node | null, state: ConvertState, depth = 0): Json {
  if (node === null) return null;
  const offset = node.range?.[0] ?? 0;
  state.valuesLeft -= 1;
  if (state.valuesLeft < 0)
    throw new Unreadable(`holds more than ${MAX_VALUES} values once aliases are written out`, offset);
  if (depth > MAX_DEPTH) throw new Unreadable(`is nested deeper than ${MAX_DEPTH} levels`, offset);
  if (isAlias(node)) {
    const target = state.anchors.get(node.source);
    if (target === undefined) throw new Unreadable(`alias *${node.source} has no anchor before it`, offset);
    return toJson(target, state, depth + 1);
  }
  if (isScalar(node)) {
    remember(node, state);
    return scalarValue(node, state.dialect);
  }
  if (isSeq(node)) {
    remember(node, state);
    return node.items.map((item) => toJson(asNode(item), state, depth + 1));
  }
  if (isMap(node)) return mapValue(node, state, depth);
  throw new Unreadable('cannot be read', offset);
}

function remember(node: Scalar | Node, state: ConvertState): void {
  if ('anchor' in node && typeof node.anchor === 'string') state.anchors.set(node.anchor, node);
}

function mapValue(node: YAMLMap, state: ConvertState, depth: number): Json {
  remember(node, state);
  const own = new Map<string, Json>();
  const merged = new Map<string, Json>();
  for (const pair of node.items) {
    const value = asNode(pair.value);
    if (isMergeKey(pair)) {
      mergeInto(merged, value, state, depth);
      continue;
    }
    const key = keyOf(pair, state.dialect);
    if (own.has(key)) throw new Unreadable(`key "${key}" stands twice in this mapping`, offsetOf(pair.key));
    own.set(key, toJson(value, state, depth + 1));
  }
  for (const [key, value] of merged) if (!own.has(key)) own.set(key, value);
  return Object.fromEntries(own);
}

/** `<<`: a mapping, or a list of them of which the first that has a key counts. */
function mergeInto(merged: Map<string, Json>, node: Node | null, state: ConvertState, depth: number): void {
  const value = toJson(node, state, depth + 1);
  const sources: readonly Json[] = Array.isArray(value) ? value : [value];
  for (const source of sources) {
    if (!isJsonObject(source)) {
      throw new Unreadable('<< needs a mapping or a list of mappings', node?.range?.[0] ?? 0);
    }
    for (const [key, each] of Object.entries(source)) if (!merged.has(key)) merged.set(key, each);
  }
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function keyOf({ key }: Pair, dialect: YamlDialect): string {
  const value = isScalar(key) ? scalarValue(key, dialect) : undefined;
  if (typeof value === 'string') return value;
  const isConverted = dialect === 'kubernetes' && (typeof value === 'number' || typeof value === 'boolean');
  if (isConverted) return String(value);
  throw new Unreadable('a key must be text: put it in quotes', offsetOf(key));
}

function scalarValue(node: Scalar, dialect: YamlDialect): null | boolean | number | string {
  const text = node.source ?? String(node.value ?? '');
  const value = node.tag === undefined ? untagged(node, text, dialect) : tagged(node.tag, text, dialect);
  if (value === undefined)
    throw new Unreadable(
      `${shortTag(node.tag ?? '')} does not fit ${JSON.stringify(text.slice(0, 40))}`,
      offsetOf(node),
    );
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Unreadable('must be a finite number', offsetOf(node));
  if (typeof value === 'string' && !value.isWellFormed())
    throw new Unreadable('text must not hold half of a surrogate pair', offsetOf(node));
  return value;
}

function untagged(node: Scalar, text: string, dialect: YamlDialect) {
  return node.type === 'PLAIN' ? readPlain(text, dialect) : text;
}

/** Undefined where the text does not fit its tag; unknown tags are passed over, as kustomize does. */
function tagged(tag: string, text: string, dialect: YamlDialect) {
  switch (shortTag(tag)) {
    case '!!int':
    case '!!float':
      return readNumber(text) ?? undefined;
    case '!!bool': {
      const truth = readPlain(text, dialect);
      return typeof truth === 'boolean' ? truth : undefined;
    }
    case '!!null':
      return readPlain(text, dialect) === null ? null : undefined;
    case '!!binary':
      return Buffer.from(text, 'base64').toString('utf8');
    case '!!timestamp':
      return readPlain(text, dialect);
    default:
      return text;
  }
}

function shortTag(tag: string): string {
  return tag.replace('tag:yaml.org,2002:', '!!');
}

function asNode(value: unknown): ParsedNode | null {
  // A parsed document's items are nodes; the library types them as unknown.
  return (value ?? null) as ParsedNode | null;
}

function offsetOf(node: unknown): number {
  return asNode(node)?.range?.[0] ?? 0;
}
