import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject, memberOf } from '#lib/kubernetes/values/json.ts';

/** A JSON patch of one field. */
export interface FieldChange {
  op: 'add' | 'remove' | 'replace';
  path: string;
  value?: Json;
}

const pointerOf = (path: readonly string[]) =>
  path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Values that a field of a type could have which it does not have. */
function othersOf(value: Json | undefined, node: SchemaNode): Json[] {
  switch (typeof value) {
    case 'boolean':
      return [!value];
    case 'number':
      return [value + 1, 0];
    case 'string':
      return node.kind === 'quantity' ? ['7', '7Gi'] : [`${value}x`, 'Always', 'Never', 'Delete', 'Ignore', ''];
    case 'undefined':
      return [true, false, 7, 'x', ['x'], { x: 'x' }, {}];
    default:
      return [];
  }
}

/** Changes of everything that an object holds, and additions of what its types allow besides. */
export function changesOf(
  value: Json,
  node: SchemaNode,
  fieldNames: (typeName: string) => readonly string[],
  path: readonly string[] = [],
): FieldChange[] {
  const own: FieldChange[] =
    path.length === 0
      ? []
      : [
          { op: 'remove', path: pointerOf(path) },
          ...othersOf(value, node).map((other) => ({ op: 'replace' as const, path: pointerOf(path), value: other })),
        ];
  if (isJsonList(value)) {
    const item = node.kind === 'list' ? node.items() : node;
    const [first] = value;
    const more: FieldChange[] = first === undefined ? [] : [{ op: 'add', path: `${pointerOf(path)}/-`, value: first }];
    return [...own, ...more, ...value.flatMap((each, at) => changesOf(each, item, fieldNames, [...path, String(at)]))];
  }
  if (!isJsonObject(value)) return own;
  const inner = Object.entries(value).flatMap(([name, member]) =>
    changesOf(member, nodeOf(node, name), fieldNames, [...path, name]),
  );
  return [...own, ...inner, ...additionsTo(value, node, fieldNames, path)];
}

function additionsTo(
  value: JsonObject,
  node: SchemaNode,
  fieldNames: (typeName: string) => readonly string[],
  path: readonly string[],
): FieldChange[] {
  const names = node.kind === 'map' ? ['added.example/key'] : node.typeName === null ? [] : fieldNames(node.typeName);
  const absent = names.filter((name) => memberOf(value, name) === undefined);
  return absent.flatMap((name) =>
    othersOf(undefined, nodeOf(node, name)).map((other) => ({
      op: 'add' as const,
      path: pointerOf([...path, name]),
      value: other,
    })),
  );
}

function nodeOf(node: SchemaNode, name: string): SchemaNode {
  if (node.kind === 'struct') return node.field(name);
  return node.kind === 'map' ? node.values() : node;
}
