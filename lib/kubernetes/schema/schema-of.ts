import type { GroupVersionKind, JsonObject } from '../types.ts';
import { isJsonObject, listIn, memberOf, objectIn } from '../values/json.ts';
import type { SchemaNode } from './node.ts';
import { SchemaResolver } from './resolver.ts';

/** What an API server serves below `/openapi/v3` for one group and version, e.g. `/openapi/v3/apis/apps/v1`. */
export type OpenApiDocument = JsonObject;

/** A document whose kinds were looked up once: resolving is shared by all objects of a group and version. */
interface ReadDocument {
  resolver: SchemaResolver;
  /** Names of types by kind. */
  typeNames: ReadonlyMap<string, string>;
}

const readDocuments = new WeakMap<OpenApiDocument, ReadDocument>();

/**
 * The type of a kind in an API server's OpenAPI v3 document, custom resources included.
 *
 * @returns null when the document does not describe the kind: its objects cannot be compared.
 */
export function schemaOf(document: OpenApiDocument, kind: GroupVersionKind): SchemaNode | null {
  let read = readDocuments.get(document);
  if (read === undefined) {
    read = readDocument(document);
    readDocuments.set(document, read);
  }
  const typeName = read.typeNames.get(keyOf(kind.group, kind.version, kind.kind));
  return typeName === undefined ? null : read.resolver.named(typeName);
}

function readDocument(document: OpenApiDocument): ReadDocument {
  const schemas = objectIn(memberOf(document, 'components'), 'schemas');
  const typeNames = new Map<string, string>();
  for (const [name, schema] of Object.entries(schemas)) {
    // A type of several kinds is shared by requests (DeleteOptions) and describes no object.
    const [only, ...others] = listIn(schema, 'x-kubernetes-group-version-kind');
    if (!isJsonObject(only) || others.length > 0) continue;
    typeNames.set(keyOf(only.group, only.version, only.kind), name);
  }
  return { resolver: new SchemaResolver(schemas), typeNames };
}

function keyOf(...parts: readonly unknown[]): string {
  return parts.join('/');
}
