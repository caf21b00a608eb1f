import { invariant } from '#lib/platform/errors.ts';
import type { SchemaNode } from '../schema/node.ts';
import { schemaOf } from '../schema/schema-of.ts';
import type { Json, JsonObject } from '../types.ts';

const ref = (name: string, defaultValue?: Json): JsonObject => ({
  allOf: [{ $ref: `#/components/schemas/${name}` }],
  ...(defaultValue !== undefined && { default: defaultValue }),
});
const text = { type: 'string' };
const struct = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });
const map = (values: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  additionalProperties: values,
  ...more,
});
const list = (items: JsonObject, listType: string, keys?: readonly string[]): JsonObject => ({
  type: 'array',
  items,
  'x-kubernetes-list-type': listType,
  ...(keys && { 'x-kubernetes-list-map-keys': keys }),
});
const kind = (group: string, version: string, name: string) => ({
  'x-kubernetes-group-version-kind': [{ group, version, kind: name }],
});

/** A document with one field of every sort, under the names by which the API server calls its own types. */
export const DOCUMENT: JsonObject = {
  components: {
    schemas: {
      'io.k8s.apimachinery.pkg.api.resource.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
      'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': struct({
        name: text,
        namespace: text,
        labels: map(text),
        annotations: map(text),
        finalizers: list(text, 'set'),
      }),
      'io.k8s.api.test.v1.Port': struct({
        port: { type: 'integer' },
        protocol: { ...text, default: 'TCP' },
        note: text,
      }),
      'io.k8s.api.test.v1.Part': struct({
        name: text,
        image: text,
        mode: text,
        args: list(text, 'atomic'),
        env: list(struct({ name: text, value: text }), 'map', ['name']),
        ports: list(ref('io.k8s.api.test.v1.Port', {}), 'map', ['port', 'protocol']),
        limits: map(ref('io.k8s.apimachinery.pkg.api.resource.Quantity')),
        target: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
      }),
      'io.k8s.api.test.v1.WidgetSpec': struct({
        replicas: { type: 'integer' },
        paused: { type: 'boolean' },
        size: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
        selector: map(text, { 'x-kubernetes-map-type': 'atomic' }),
        parts: list(ref('io.k8s.api.test.v1.Part', {}), 'map', ['name']),
        rules: list(struct({ verbs: list(text, 'atomic'), scope: { ...text, default: 'All' } }), 'atomic'),
        parent: ref('io.k8s.api.test.v1.WidgetSpec'),
        anything: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      }),
      'io.k8s.api.test.v1.Widget': struct(
        {
          metadata: ref('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', {}),
          spec: ref('io.k8s.api.test.v1.WidgetSpec', {}),
        },
        kind('test.example', 'v1', 'Widget'),
      ),
      'io.k8s.api.core.v1.Secret': struct(
        {
          metadata: ref('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', {}),
          data: map({ type: 'string', format: 'byte' }),
          stringData: map(text),
          type: text,
        },
        kind('', 'v1', 'Secret'),
      ),
    },
  },
};

/** The type of a kind of {@link DOCUMENT}. */
export function testSchema(name: 'Widget' | 'Secret'): SchemaNode {
  const group = name === 'Widget' ? 'test.example' : '';
  const schema = schemaOf(DOCUMENT, { group, version: 'v1', kind: name });
  invariant(schema, `${name} is described`);
  return schema;
}
