import { describe, expect, it } from 'vitest';
import { compilePath } from './json-path.ts';
import { compileSchema } from './json-schema.ts';
import { compileRegex } from './regex.ts';

describe('compileRegex', () => {
  it.each([
    ['^Order \\d+$', '', 'Order 42', true],
    ['^order', '', 'Order', false],
    ['^order', 'i', 'Order', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['^b$', 'm', 'a\nb', true],
  ])('%s with flags "%s" on %j: %s', (pattern, flags, text, found) => {
    const compiled = compileRegex(pattern, flags);
    expect('finds' in compiled && compiled.finds(text)).toBe(found);
  });

  it.each([
    ['(', /^does not compile: missing closing \)/],
    ['(?=a)', /^does not compile: invalid or unsupported Perl syntax/],
    ['(a)\\1', /^does not compile: invalid escape sequence/],
    ['(.{1000}){3}', /^is too large|^does not compile/],
    ['.{700}.{700}', /^is too large: 1402 steps/],
  ])('refuses %s', (pattern, reason) => {
    expect(compileRegex(pattern)).toEqual({ reason: expect.stringMatching(reason) });
  });

  it.each(['(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*a){20}$'])('does not explode on %s', (pattern) => {
    const compiled = compileRegex(pattern);
    const started = performance.now();
    expect('finds' in compiled && compiled.finds(`${'a'.repeat(20_000)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('compileSchema', () => {
  const faults = (schema: Record<string, unknown>, value: unknown) => {
    const compiled = compileSchema(schema);
    return 'faultsOf' in compiled ? compiled.faultsOf(value) : compiled.reason;
  };

  it('says what does not fit', () => {
    const schema = { type: 'object', required: ['id'], properties: { n: { type: 'integer' } } };
    expect(faults(schema, { id: 1, n: 2 })).toEqual([]);
    expect(faults(schema, { n: 'x' })).toEqual(["the answer must have required property 'id'", '/n must be integer']);
  });

  it('tells the patterns of one schema apart', () => {
    const schema = { properties: { a: { pattern: '^a+$' }, b: { pattern: '^b+$' } } };
    expect(faults(schema, { a: 'aa', b: 'bb' })).toEqual([]);
    expect(faults(schema, { a: 'bb', b: 'bb' })).toEqual(['/a must match pattern "^a+$"']);
  });

  it.each(['http://json-schema.org/draft-07/schema#', 'https://json-schema.org/draft/2020-12/schema'])(
    'knows %s',
    ($schema) => expect(faults({ $schema, type: 'string' }, 1)).toEqual(['the answer must be string']),
  );

  it('follows references within the schema, and keeps schemas of the same name apart', () => {
    expect(faults({ properties: { next: { $ref: '#' } }, required: ['id'] }, { id: 1, next: {} })).toHaveLength(1);
    const $id = 'https://json-schema.org/draft/2020-12/schema';
    expect(faults({ $id, type: 'string' }, 1)).toEqual(['the answer must be string']);
    expect(faults({ $id, type: 'number' }, 1)).toEqual([]);
  });

  it.each([
    [{ type: 'strin' }, /^is no JSON Schema: type must be equal to one of the allowed values$/],
    [{ properties: [] }, /^is no JSON Schema: properties must be object$/],
    [{ pattern: '(?=a)' }, /^is no JSON Schema: pattern \(\?=a\) does not compile/],
    [{ $ref: 'https://example.org/other' }, /^is no JSON Schema: can't resolve reference/],
    [{ $schema: 'https://example.org/own' }, /^is no JSON Schema: no schema with key or ref/],
    [{ $async: true }, /\$async/],
  ])('refuses %j', (schema, reason) => {
    expect(faults(schema, {})).toMatch(reason);
  });

  it('refuses a schema whose references double at each step, and takes one that only looks long', () => {
    const doubled = Array.from({ length: 60 }, (_, index) => [
      `d${index}`,
      { allOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] },
    ]);
    const $defs = Object.fromEntries([...doubled, ['d60', { type: 'string' }]]);
    const started = performance.now();
    expect(faults({ $defs, $ref: '#/$defs/d0' }, 1)).toMatch(/^is too large: .* parts with its references written out/);
    expect(performance.now() - started).toBeLessThan(5000);
    const tree = { properties: { left: { $ref: '#' }, right: { $ref: '#' } }, required: ['left'] };
    expect(faults(tree, { left: { left: 1 } })).toEqual([]);
  });

  it('ends on a long chain of references', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [`d${index}`, { $ref: `#/$defs/d${index + 1}` }]);
    expect(faults({ $defs: Object.fromEntries(chain), $ref: '#/$defs/d0' }, 1)).toMatch(/too deep|no JSON Schema/);
  });

  it('ends on a schema that branches where it names itself', { timeout: 20_000 }, () => {
    const list = { type: 'array', items: { $ref: '#/$defs/a' } };
    const schema = { $ref: '#/$defs/a', $defs: { a: { anyOf: [list, list] } } };
    const nested: unknown = JSON.parse(`${'['.repeat(60)}1${']'.repeat(60)}`);
    expect(faults(schema, [[]])).toEqual([]);
    expect(() => faults(schema, nested)).toThrow(/took longer than 5 s/);
  });

  it('ends on a schema that goes round in circles', () => {
    const self = { $defs: { a: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' };
    expect(faults(self, 1)).toBe('refers to itself without end, or too deep');
    const to = (name: string) => ({ allOf: [{ $ref: `#/$defs/${name}` }] });
    const circle = { $defs: { a: to('b'), b: to('a') }, ...to('a') };
    expect(() => faults(circle, 1)).toThrow(/refers to itself without end/);
  });
});

describe('compilePath', () => {
  const document = { order: { items: [{ id: 1 }, { id: 2 }], 'order id': 3 } };

  it.each([
    ['$', [document]],
    ['$.order.items[1].id', [2]],
    ["$.order['order id']", [3]],
    ['$.order.items[*].id', [1, 2]],
    ['$..id', [1, 2]],
    ['$.order.items[0:1].id', [1]],
    ['$.order.none', []],
    ['$.constructor', []],
  ])('%s', (path, values) => {
    const compiled = compilePath(path);
    expect('valuesIn' in compiled && compiled.valuesIn(document)).toEqual(values);
  });

  it.each(['order', '$.', '$.a[', '$.a[?(@.b)]', '$.a^', '$.a~', '$[(1)]', '$.a b'])('refuses %s', (path) => {
    expect(compilePath(path)).toEqual({ reason: expect.stringMatching(/^(must|is no JSON path)/) });
  });
});
