import { expect, test } from 'vitest';
import { type Column, nextSort, parseSort, sortRows } from './columns.ts';

interface Row {
  name: string;
  share: number | null;
}

const COLUMNS: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: (row) => row.name, sortBy: (row) => row.name },
  { key: 'share', header: 'Share', cell: (row) => row.share, sortBy: (row) => row.share },
];

const ROWS: Row[] = [
  { name: 'prompt 10', share: 0.2 },
  { name: 'prompt 9', share: null },
  { name: 'prompt 1', share: 0.4 },
];

test.each([
  [null, ['prompt 10', 'prompt 9', 'prompt 1']],
  ['unknown', ['prompt 10', 'prompt 9', 'prompt 1']],
  ['name', ['prompt 1', 'prompt 9', 'prompt 10']],
  ['-name', ['prompt 10', 'prompt 9', 'prompt 1']],
  ['share', ['prompt 10', 'prompt 1', 'prompt 9']],
  ['-share', ['prompt 1', 'prompt 10', 'prompt 9']],
])('sorted by %s', (text, names) => {
  expect(sortRows(ROWS, COLUMNS, parseSort(text)).map((row) => row.name)).toEqual(names);
});

test('a heading goes up, down and back to the list’s own order', () => {
  expect(nextSort(null, 'name')).toBe('name');
  expect(nextSort(parseSort('name'), 'name')).toBe('-name');
  expect(nextSort(parseSort('-name'), 'name')).toBeNull();
  expect(nextSort(parseSort('share'), 'name')).toBe('name');
});
