import { describe, expect, it } from 'vitest';
import { assertion, expectedShape } from '../task/expectation.ts';
import { checkAnswer } from './check-answer.ts';

/** What is wrong with an answer by one assertion; empty where nothing is. */
function fault(given: object, output: string, calls: [string, string][] = []): string {
  const toolCalls = calls.map(([name, argumentsJson]) => ({ name, argumentsJson }));
  const task = { expect: {}, assertions: [assertion.parse(given)] };
  const [check] = checkAnswer(task, { output, toolCalls });
  expect(check?.passed).toBe(check?.detail === '');
  return check?.detail ?? 'not checked';
}

const shapeFault = (given: object, output: string): string =>
  checkAnswer({ expect: expectedShape.parse(given), assertions: [] }, { output, toolCalls: [] })
    .map(({ detail }) => detail)
    .join(' ');

const equals = (value: string, ignoreCase = false) => ({ kind: 'equals', value, ignoreCase });
const contains = (value: string, ignoreCase = false) => ({ kind: 'contains', value, ignoreCase });
const lacks = (value: string, ignoreCase = false) => ({ kind: 'not-contains', value, ignoreCase });
const regex = (pattern: string, flags = '') => ({ kind: 'regex', pattern, flags });
const path = (at: string, value: unknown) => ({ kind: 'json-path', path: at, equals: value });
const schema = {
  kind: 'json-schema',
  schema: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
};
const length = (minCharacters?: number, maxCharacters?: number) => ({
  kind: 'length',
  ...(minCharacters !== undefined && { minCharacters }),
  ...(maxCharacters !== undefined && { maxCharacters }),
});
const order = JSON.stringify({ order: { id: '42', items: [{ n: 1 }, { n: 1 }], total: 9.5, note: null } });

describe('assertions that hold', () => {
  it.each<[string, object, string]>([
    ['equals', equals('Yes'), 'Yes'],
    ['equals but for white space around and line endings', equals('a\nb\n'), ' a\r\nb'],
    ['equals in any case', equals('YES', true), 'yes'],
    ['equals in another normal form', equals('é'), 'e\u0301'],
    ['contains', contains('refund'), 'A refund needs approval.'],
    ['contains in any case', contains('REFUND', true), 'A refund needs approval.'],
    ['contains HTML', contains('<b>'), 'It is <b>bold</b>.'],
    ['contains NUL', contains('\u0000'), 'a\u0000b'],
    ['contains text from right to left', contains('שלום'), 'אמר שלום לכולם'],
    ['contains, in a huge answer', contains('needle'), `${'hay '.repeat(250_000)}needle`],
    ['does not contain', lacks('refund'), 'Let me ask.'],
    ['does not contain in this case', lacks('REFUND'), 'A refund.'],
    ['does not contain, in an empty answer', lacks('refund'), ''],
    ['regex', regex('order \\d+'), 'Your order 42 is here.'],
    ['regex in any case', regex('ORDER', 'i'), 'order'],
    ['regex over lines', regex('^b$', 'm'), 'a\nb'],
    ['regex with a dot for line ends', regex('a.b', 's'), 'a\nb'],
    ['regex with letters of any script', regex('^\\p{L}+$'), 'žluť'],
    ['JSON Schema', schema, '{"id": 1, "more": true}'],
    ['JSON path', path('$.order.id', '42'), order],
    ['JSON path to a fraction', path('$.order.total', 9.5), order],
    ['JSON path to null', path('$.order.note', null), order],
    ['JSON path to an object, keys in any order', path('$.a', { x: 1, y: 2 }), '{"a":{"y":2,"x":1}}'],
    ['JSON path to several equal values', path('$.order.items[*].n', 1), order],
    ['JSON path to minus zero', path('$.a', 0), '{"a":-0}'],
    ['JSON path to a member called __proto__', path('$.__proto__', 1), '{"__proto__":1}'],
    ['length', length(2, 4), 'abc'],
    ['length in code points', length(2, 2), '😀😀'],
    ['length of nothing', length(0, 0), ''],
  ])('%s', (_, given, output) => {
    expect(fault(given, output)).toBe('');
  });
});

describe('assertions that fail, and why', () => {
  it.each<[string, object, string, RegExp]>([
    ['equals', equals('Yes'), 'No', /^Expected “Yes”\. The answer begins “No”\.$/],
    ['equals nothing', equals('Yes'), '', /The answer is empty/],
    [
      'equals, late',
      equals(`${'a'.repeat(50)}x`),
      `${'a'.repeat(50)}y`,
      /^From character 51 on, .*x” was expected and .*y”/,
    ],
    ['equals in this case', equals('YES'), 'yes', /Expected/],
    [
      'contains',
      contains('refund'),
      'Let me ask.',
      /^“refund” is not in the answer\. The answer begins “Let me ask\.”\.$/,
    ],
    ['contains in this case', contains('REFUND'), 'refund', /not in the answer/],
    ['contains, in a huge answer', contains('needle'), 'hay '.repeat(250_000), /^.{0,220}$/],
    ['contains, in an answer with turned text', contains('x'), 'a\u202eb\u0000', /“a\\u202eb\\u0000”/],
    ['does not contain', lacks('secret'), `${'a'.repeat(300)} secret`, /^The answer holds “secret”: “….* secret”\.$/],
    ['regex', regex('^\\d+$'), 'forty-two', /^Nothing in the answer matches “\^\\d\+\$”/],
    ['regex with look-ahead, which RE2 does not have', regex('a(?=b)'), 'ab', /^The expression .* does not compile/],
    ['regex with a back-reference', regex('(a)\\1'), 'aa', /does not compile/],
    ['broken regex', regex('('), 'a', /does not compile/],
    ['JSON Schema', schema, '{"id": "1"}', /^The answer does not fit: “\/id must be integer”/],
    ['JSON Schema, missing member', schema, '{}', /required property 'id'/],
    ['JSON Schema on text', schema, 'Here you are: {"id": 1}', /^The answer is no JSON/],
    ['JSON Schema on a code block', schema, '```json\n{"id": 1}\n```', /code block, where bare JSON/],
    ['JSON Schema on cut JSON', schema, '{"id": 1', /^The answer is no JSON .* The answer begins/],
    ['JSON Schema on two documents', schema, '{"id": 1}{"id": 1}', /no JSON/],
    ['JSON Schema on nothing', schema, ' ', /The answer is blank/],
    ['JSON Schema on deep nesting', schema, `${'['.repeat(50_000)}${']'.repeat(50_000)}`, /nests too deep/],
    ['no JSON Schema', { kind: 'json-schema', schema: { type: 'strnig' } }, '{}', /^The schema is no JSON Schema/],
    ['endless JSON Schema', { kind: 'json-schema', schema: { $ref: '#' } }, '{}', /itself without end/],
    ['JSON path', path('$.order.id', 42), order, /^At \$\.order\.id is “"42"” instead of “42”\.$/],
    ['JSON path to nothing', path('$.order.ID', '42'), order, /^There is nothing at \$\.order\.ID/],
    ['JSON path to values of which one differs', path('$.a[*]', 1), '{"a":[1,2]}', /is “2” instead/],
    ['JSON path into a number', path('$.a', 1), '1', /no object and no list/],
    ['JSON path with code', path('$..[?(@.n)]', 1), order, /^The path .* filters or scripts/],
    ['JSON path to what every object has', path('$.constructor', 1), '{}', /nothing at/],
    ['too short', length(5), 'abc', /^The answer has 3 characters, fewer than 5/],
    ['too long', length(undefined, 5), 'x'.repeat(1_000_000), /^The answer has 1000000 characters, more than 5/],
  ])('%s', (_, given, output, detail) => {
    expect(fault(given, output)).toMatch(detail);
  });

  it.each(['(a*)*b', '(a|aa)+$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$', '(?:.*a){12}!'])(
    '%s, which explodes elsewhere, takes linear time',
    (pattern) => {
      const startedAt = performance.now();
      fault(regex(pattern), `${'a'.repeat(200_000)} xx`);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );
});

describe('tool calls', () => {
  const refund = (argumentsJson: string): [string, string] => ['refund', argumentsJson];
  const tool = (over: object = {}) => ({ kind: 'tool-call', name: 'refund', ...over });

  it.each<[string, object, [string, string][]]>([
    ['called', tool(), [refund('{}')]],
    ['called more than once', tool(), [refund('{}'), refund('{}')]],
    ['called with broken arguments', tool(), [refund('{"a":')]],
    ['called as often as asked', tool({ count: 2 }), [refund('{}'), ['other', '{}'], refund('{}')]],
    ['not called', tool({ count: 0 }), [['other', '{}']]],
    ['with arguments, others beside', tool({ arguments: { id: '1' } }), [refund('{"id":"1","note":"x"}')]],
    [
      'with arguments inside',
      tool({ arguments: { a: { b: [{ c: 1 }] } } }),
      [refund('{"a":{"b":[{"c":1,"d":2}],"e":0}}')],
    ],
    ['not with these arguments', tool({ arguments: { id: '1' }, count: 0 }), [refund('{"id":"2"}')]],
  ])('%s', (_, given, calls) => {
    expect(fault(given, '', calls)).toBe('');
  });

  it.each<[string, object, [string, string][], RegExp]>([
    ['none', tool(), [], /^refund was never called\. No tool was called\.$/],
    ['another', tool(), [['lookup', '{"a":1}']], /Called were “lookup\(\{"a":1\}\)”\.$/],
    ['too often', tool({ count: 1 }), [refund('{}'), refund('{}')], /^refund was called 2 times, not once\./],
    [
      'although it must not be',
      tool({ count: 0 }),
      [refund('{}')],
      /^refund was called once, but must not be called\./,
    ],
    [
      'with another argument',
      tool({ arguments: { id: '1' } }),
      [refund('{"id":1}')],
      /^refund with “\{"id":"1"\}” was never called/,
    ],
    ['with broken arguments', tool({ arguments: { id: '1' } }), [refund('{"id":"1"')], /was never called/],
    ['with a shorter list', tool({ arguments: { ids: [1, 2] } }), [refund('{"ids":[1]}')], /was never called/],
    [
      'many',
      tool(),
      Array.from({ length: 300 }, () => ['x'.repeat(5_000), '{}'] as [string, string]),
      /and 295 more\.$/,
    ],
  ])('%s', (_, given, calls, detail) => {
    expect(fault(given, '', calls)).toMatch(detail);
  });
});

describe('expected form', () => {
  it.each<[string, object, string]>([
    ['JSON', { text: { format: 'json' } }, '"yes"'],
    ['Markdown', { text: { format: 'markdown' } }, '# Title\n\n- a'],
    ['plain text', { text: { format: 'text' } }, 'One - two * three.\n- four'],
    ['a number as plain text', { text: { format: 'text' } }, '42'],
    ['lines, blank ones left out', { text: { lines: 2 } }, '\na\r\n \nb\n'],
    ['schema and form', { schema: { type: 'array' }, text: { maxCharacters: 2 } }, '[]'],
  ])('%s', (_, given, output) => {
    expect(shapeFault(given, output).trim()).toBe('');
  });

  it.each<[string, object, string, RegExp]>([
    ['no JSON', { text: { format: 'json' } }, 'yes', /no JSON/],
    ['JSON for Markdown', { text: { format: 'markdown' } }, '{}', /where Markdown was asked for/],
    ['JSON for plain text', { text: { format: 'text' } }, '[1]', /where plain text was asked for/],
    ['a heading in plain text', { text: { format: 'text' } }, 'a\n## b', /holds Markdown/],
    ['a link in plain text', { text: { format: 'text' } }, '[a](https://example.org)', /holds Markdown/],
    ['lines', { text: { lines: 1 } }, 'a\nb', /^The answer has 2 lines that are not blank instead of 1\.$/],
    ['several faults at once', { text: { lines: 1, minCharacters: 9 } }, 'a\nb', /fewer than 9.* 2 lines/],
    ['schema', { schema: { type: 'array' } }, '{}', /must be array/],
  ])('%s', (_, given, output, detail) => {
    expect(shapeFault(given, output)).toMatch(detail);
  });
});

it('numbers and names the checks in the order of the task, without those that need a judge', () => {
  const task = {
    expect: expectedShape.parse({ schema: { type: 'object' }, text: { maxCharacters: 10 } }),
    assertions: [
      assertion.parse(contains('a')),
      assertion.parse({ kind: 'rubric', text: 'Is it kind?' }),
      assertion.parse({ ...regex('x'), label: 'has an x' }),
    ],
  };
  expect(checkAnswer(task, { output: '{"a":1}', toolCalls: [] })).toMatchObject([
    { position: 0, label: 'fits the expected schema', passed: true },
    { position: 1, label: 'has the expected form', passed: true },
    { position: 2, label: 'contains “a”', passed: true },
    { position: 4, label: 'has an x', passed: false },
  ]);
});
