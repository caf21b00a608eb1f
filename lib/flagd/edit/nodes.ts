import { isCollection, isPair, isScalar, type Pair, type ParsedNode, parseAllDocuments, type YAMLMap } from 'yaml';

/** The first document of a text that has any content, as flagd takes it; null where there is none. */
export function rootOf(text: string): ParsedNode | null {
  const options = {
    uniqueKeys: false,
    schema: 'failsafe',
    merge: false,
    logLevel: 'silent',
    prettyErrors: false,
  } as const;
  const documents = parseAllDocuments(text, options);
  for (const { contents } of Array.isArray(documents) ? documents : []) {
    if (contents !== null && !(isScalar(contents) && contents.source === '')) return contents;
  }
  return null;
}

/** A member of a mapping with the places of both its halves. */
export interface Member {
  key: ParsedNode;
  value: ParsedNode | null;
}

/** The members of a mapping in their order. */
export function membersOf(map: YAMLMap): Member[] {
  return map.items.map((pair) => memberOf(pair));
}

/** The member of that name; the last one where there are several, as JSON has it. */
export function memberNamed(map: YAMLMap, name: string): Member | undefined {
  const pair = map.items.findLast(({ key }) => isScalar(key) && key.value === name);
  return pair === undefined ? undefined : memberOf(pair);
}

/** Where a node begins. */
export function startOf(node: ParsedNode): number {
  return node.range[0];
}

/** Where the text of a node ends; blocks end with their last value, whatever blanks and comments follow. */
export function endOf(text: string, node: ParsedNode): number {
  const last: unknown = isBlock(node) && isCollection(node) ? node.items.at(-1) : undefined;
  const end = isPair(last) ? (last.value ?? last.key) : last;
  if (isParsed(end)) return endOf(text, end);
  const [from, to] = node.range;
  return from + text.slice(from, to).trimEnd().length;
}

/** Whether a node is a collection written in lines, without brackets. */
export function isBlock(node: ParsedNode): boolean {
  return isCollection(node) && node.flow !== true;
}

function memberOf(pair: Pair<unknown, unknown>): Member {
  // What the parser made has nodes with places on both sides, or null for a value that there is not.
  return pair as unknown as Member;
}

function isParsed(node: unknown): node is ParsedNode {
  return typeof node === 'object' && node !== null && 'range' in node;
}
