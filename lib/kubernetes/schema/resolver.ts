import type { Json, JsonObject } from '../types.ts';
import { isJsonObject, listIn, memberOf, objectIn, stringIn } from '../values/json.ts';
import { ANY_NODE, type ListNode, type SchemaNode, type StructNode } from './node.ts';

const REFERENCE_PREFIX = '#/components/schemas/';
const QUANTITY_TYPE = '.apimachinery.pkg.api.resource.Quantity';
/** How controller-gen writes a quantity in a custom resource's schema: by its pattern alone. */
const QUANTITY_PATTERN_START = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))((';

/** Makes a function's answer once, on first use. */
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Reads the types of one OpenAPI v3 document on demand, so that types which contain themselves end. */
export class SchemaResolver {
  readonly #components: JsonObject;
  readonly #named = new Map<string, SchemaNode>();

  constructor(components: JsonObject) {
    this.#components = components;
  }

  /** The type with a name in the document; anything where it is missing or refers to nothing but itself. */
  named(name: string): SchemaNode {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    this.#named.set(name, ANY_NODE);
    const node = name.endsWith(QUANTITY_TYPE)
      ? { kind: 'quantity' as const, typeName: name, defaultValue: undefined }
      : { ...this.#node(memberOf(this.#components, name)), typeName: name };
    this.#named.set(name, node);
    return node;
  }

  #node(schema: Json | undefined): SchemaNode {
    if (!isJsonObject(schema)) return ANY_NODE;
    const defaultValue = memberOf(schema, 'default');
    const referred = referenceOf(schema);
    if (referred !== null) {
      const node = this.named(referred);
      return defaultValue === undefined ? node : { ...node, defaultValue };
    }
    const base = { typeName: null, defaultValue };
    if (isQuantity(schema)) return { ...base, kind: 'quantity' };
    if (isIntOrString(schema)) return { ...base, kind: 'int-or-string' };
    switch (schema.type) {
      case 'object':
        return this.#object(schema, defaultValue);
      case 'array':
        return this.#list(schema, defaultValue);
      case 'string':
        return { ...base, kind: schema.format === 'byte' ? 'bytes' : 'scalar' };
      case 'boolean':
      case 'integer':
      case 'number':
        return { ...base, kind: 'scalar' };
      default:
        return { ...base, kind: 'any' };
    }
  }

  #object(schema: JsonObject, defaultValue: Json | undefined): SchemaNode {
    const isAtomic = schema['x-kubernetes-map-type'] === 'atomic';
    const base = { typeName: null, defaultValue };
    if (isJsonObject(memberOf(schema, 'properties'))) return { ...base, ...this.#struct(schema), isAtomic };
    const { additionalProperties } = schema;
    if (additionalProperties === undefined || additionalProperties === false) return { ...base, kind: 'any' };
    return { ...base, kind: 'map', isAtomic, values: lazily(() => this.#node(additionalProperties)) };
  }

  #struct(schema: JsonObject): Pick<StructNode, 'kind' | 'field'> {
    const properties = objectIn(schema, 'properties');
    const fields = new Map<string, SchemaNode>();
    const field = (name: string): SchemaNode => {
      const known = fields.get(name);
      if (known !== undefined) return known;
      const node = this.#node(memberOf(properties, name) ?? memberOf(schema, 'additionalProperties'));
      // Only names of the document are kept: objects bring any number of others.
      if (Object.hasOwn(properties, name)) fields.set(name, node);
      return node;
    };
    return { kind: 'struct', field };
  }

  #list(schema: JsonObject, defaultValue: Json | undefined): ListNode {
    const items = lazily(() => this.#node(memberOf(schema, 'items')));
    const keys = lazily(() => {
      const item = items();
      const names = listIn(schema, 'x-kubernetes-list-map-keys').filter((name) => typeof name === 'string');
      return names.map((name) => ({
        name,
        defaultValue: item.kind === 'struct' ? item.field(name).defaultValue : undefined,
      }));
    });
    return { kind: 'list', typeName: null, defaultValue, listType: listTypeOf(schema), keys, items };
  }
}

function listTypeOf(schema: JsonObject): ListNode['listType'] {
  const listType = schema['x-kubernetes-list-type'];
  if (listType === 'set') return 'set';
  return listType === 'map' && listIn(schema, 'x-kubernetes-list-map-keys').length > 0 ? 'map' : 'atomic';
}

/** The type that a schema stands for: `$ref`, or the only member of `allOf`, as the API server writes it beside a default. */
function referenceOf(schema: JsonObject): string | null {
  const [only, ...others] = listIn(schema, 'allOf');
  const reference = stringIn(schema, '$ref') ?? (others.length === 0 ? stringIn(only, '$ref') : null);
  return reference?.startsWith(REFERENCE_PREFIX) ? reference.slice(REFERENCE_PREFIX.length) : null;
}

function isQuantity(schema: JsonObject): boolean {
  return stringIn(schema, 'pattern')?.startsWith(QUANTITY_PATTERN_START) ?? false;
}

function isIntOrString(schema: JsonObject): boolean {
  return schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string';
}
