import type { Json } from '../types.ts';

interface NodeBase {
  /** Name of the type in the API server's document, e.g. `io.k8s.api.core.v1.Container`; null for unnamed types. */
  typeName: string | null;
  /** What the server fills in where the field is left out; undefined where its document names nothing. */
  defaultValue: Json | undefined;
}

/** An object with named fields. */
export interface StructNode extends NodeBase {
  kind: 'struct';
  /** Has one owner as a whole (`x-kubernetes-map-type: atomic`). */
  isAtomic: boolean;
  /** The type of a field; {@link ANY_NODE} for names that the document does not know. */
  field: (name: string) => SchemaNode;
}

/** An object with free keys and values of one type. */
export interface MapNode extends NodeBase {
  kind: 'map';
  isAtomic: boolean;
  values: () => SchemaNode;
}

/** A field that tells items of a list apart, and its value where an item leaves it out. */
export interface ListKey {
  name: string;
  defaultValue: Json | undefined;
}

/** A list: owned as a whole, a set of scalars without order, or items told apart by keys. */
export interface ListNode extends NodeBase {
  kind: 'list';
  listType: 'atomic' | 'set' | 'map';
  /** Empty unless the items are told apart by keys. */
  keys: () => readonly ListKey[];
  items: () => SchemaNode;
}

/** A scalar, by how its spellings are compared. */
export interface ScalarNode extends NodeBase {
  kind: 'quantity' | 'int-or-string' | 'bytes' | 'scalar';
}

/** Anything: objects are owned key by key and lists as a whole, as the API server does without a schema. */
export interface AnyNode extends NodeBase {
  kind: 'any';
}

/** The type of a value at a place in an object, read as far as somebody asks. */
export type SchemaNode = StructNode | MapNode | ListNode | ScalarNode | AnyNode;

export const ANY_NODE: AnyNode = { kind: 'any', typeName: null, defaultValue: undefined };
