import { expect, test } from 'vitest';
import { unstorableAt } from './unstorable.ts';

test.each<[string, unknown, string | null]>([
  ['text', 'a\u0000', ''],
  ['a field', { name: 'a', note: '\u0000' }, 'note'],
  ['something inside', { rules: [{ match: 'a' }, { match: 'a\u0000b' }] }, 'rules.1.match'],
  ['a name', { values: { 'a\u0000': 1 } }, 'values'],
  ['nothing', { name: 'ünïcödé 👩‍👩‍👧 \u001f', count: 3, none: null, list: [] }, null],
])('a NUL in %s is found', (_, value, path) => {
  expect(unstorableAt(value)).toBe(path);
});

test('a value nested deeper than the stack is looked through', () => {
  expect(unstorableAt(JSON.parse(`${'['.repeat(20_000)}"\\u0000"${']'.repeat(20_000)}`))).not.toBeNull();
});
