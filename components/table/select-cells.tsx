'use client';

import { Checkbox } from '@mantine/core';
import { type RowSelection, selectedShare, toggled, toggledAll } from './selection.ts';

interface SelectAllCellProps<Row> {
  selection: RowSelection<Row>;
  ids: readonly (string | number)[];
}

/** Heading of the checkboxes: takes in every row shown, or none. */
export function SelectAllCell<Row>({ selection: { chosen, onChange }, ids }: SelectAllCellProps<Row>) {
  const share = selectedShare(chosen, ids);
  return (
    <th scope="col" data-select>
      <Checkbox
        size="xs"
        aria-label="Select all rows shown"
        checked={share === 'all'}
        indeterminate={share === 'some'}
        onChange={() => onChange(toggledAll(chosen, ids))}
      />
    </th>
  );
}

interface SelectCellProps<Row> {
  selection: RowSelection<Row>;
  row: Row;
  id: string | number;
}

/** Checkbox of one row. */
export function SelectCell<Row>({ selection: { chosen, onChange, nameOf }, row, id }: SelectCellProps<Row>) {
  return (
    <td data-select>
      <Checkbox
        size="xs"
        aria-label={`Select ${nameOf(row)}`}
        checked={chosen.has(String(id))}
        onChange={() => onChange(toggled(chosen, id))}
      />
    </td>
  );
}
