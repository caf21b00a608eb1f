import { describe, expect, it } from 'vitest';
import { DOCUMENT, testSchema } from '../testing/schema.ts';
import type { SchemaNode } from './node.ts';
import { schemaOf } from './schema-of.ts';

/** The type at a path of fields; `[]` steps into a list. */
function at(path: string): SchemaNode {
  return path.split('.').reduce<SchemaNode>((node, name) => {
    if (name === '[]') return node.kind === 'list' ? node.items() : node;
    return node.kind === 'struct' ? node.field(name) : node.kind === 'map' ? node.values() : node;
  }, testSchema('Widget'));
}

describe('schemaOf', () => {
  it.each([
    ['spec', 'struct'],
    ['spec.size', 'quantity'],
    ['spec.selector', 'map'],
    ['spec.parts', 'list'],
    ['spec.parts.[].limits.cpu', 'quantity'],
    ['spec.parts.[].target', 'int-or-string'],
    ['spec.parts.[].image', 'scalar'],
    ['spec.anything', 'any'],
    ['spec.unknown', 'any'],
    ['spec.parent.parent.parent.size', 'quantity'],
  ])('%s is %s', (path, kind) => {
    expect(at(path).kind).toBe(kind);
  });

  it('knows how items of lists are told apart', () => {
    const ports = at('spec.parts.[].ports');
    expect(ports).toMatchObject({ listType: 'map' });
    expect(ports.kind === 'list' && ports.keys()).toEqual([
      { name: 'port', defaultValue: undefined },
      { name: 'protocol', defaultValue: 'TCP' },
    ]);
    expect(at('spec.rules')).toMatchObject({ listType: 'atomic' });
    expect(at('metadata.finalizers')).toMatchObject({ listType: 'set' });
    expect(at('spec.selector')).toMatchObject({ isAtomic: true });
  });

  it('names types, and keeps defaults beside references', () => {
    expect(at('spec')).toMatchObject({ typeName: 'io.k8s.api.test.v1.WidgetSpec', defaultValue: {} });
    expect(at('spec.parent')).toMatchObject({ defaultValue: undefined });
  });

  it('says that a kind is not described', () => {
    expect(schemaOf(DOCUMENT, { group: 'test.example', version: 'v2', kind: 'Widget' })).toBeNull();
    expect(schemaOf({}, { group: '', version: 'v1', kind: 'Secret' })).toBeNull();
  });

  it('takes types that refer to nothing but themselves for anything', () => {
    const loop = { $ref: '#/components/schemas/b' };
    const kinds = { 'x-kubernetes-group-version-kind': [{ group: 'g', version: 'v', kind: 'Loop' }] };
    const document = { components: { schemas: { a: { ...loop, ...kinds }, b: { $ref: '#/components/schemas/a' } } } };
    expect(schemaOf(document, { group: 'g', version: 'v', kind: 'Loop' })?.kind).toBe('any');
  });

  it('knows quantities and ports of custom resources by their marks', () => {
    const pattern = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+))))?$';
    const properties = {
      memory: { anyOf: [{ type: 'integer' }, { type: 'string' }], pattern, 'x-kubernetes-int-or-string': true },
      port: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
    };
    const kinds = [{ group: 'g', version: 'v', kind: 'K' }];
    const document = {
      components: { schemas: { k: { type: 'object', properties, 'x-kubernetes-group-version-kind': kinds } } },
    };
    const schema = schemaOf(document, { group: 'g', version: 'v', kind: 'K' });
    expect(schema?.kind === 'struct' && [schema.field('memory').kind, schema.field('port').kind]).toEqual([
      'quantity',
      'int-or-string',
    ]);
  });
});
