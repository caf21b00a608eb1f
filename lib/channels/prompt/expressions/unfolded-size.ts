/**
 * How many parts a JSON Schema has once every local reference is written out: what a check of one value may have to
 * visit. A reference back to a part that is being written out counts as one.
 */
export function unfoldedSize(schema: unknown): number {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const sizeOf = (part: unknown): number => {
    if (typeof part !== 'object' || part === null) return 0;
    const known = sizes.get(part);
    if (known !== undefined) return known;
    if (open.has(part)) return 1;
    open.add(part);
    const target = '$ref' in part ? partAt(schema, part.$ref) : undefined;
    const size = Object.values(part).reduce((sum, child) => sum + sizeOf(child), 1 + sizeOf(target));
    open.delete(part);
    sizes.set(part, size);
    return size;
  };
  return sizeOf(schema);
}

/** The part that a reference such as `#/$defs/item` points at (RFC 6901); undefined for other references. */
function partAt(schema: unknown, reference: unknown): unknown {
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
  let part: unknown = schema;
  for (const step of reference.slice(2).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return undefined;
    part = Reflect.get(part, name);
  }
  return part;
}
