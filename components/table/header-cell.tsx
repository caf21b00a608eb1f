'use client';

import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { Column, Sort } from './columns.ts';
import styles from './data-table.module.css';

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: Sort | null;
  onToggle: ((key: string) => void) | undefined;
}

/** A column's heading; a button where the column can be sorted. */
export function HeaderCell<Row>({ column, sort, onToggle }: HeaderCellProps<Row>) {
  if (onToggle === undefined || column.sortBy === undefined) {
    return (
      <th scope="col" data-numeric={column.numeric} data-mark={column.mark}>
        {column.mark ? <span>{column.header}</span> : column.header}
      </th>
    );
  }
  const direction = sort?.key !== column.key ? 'none' : sort.descending ? 'descending' : 'ascending';
  const Arrow = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown }[direction];
  return (
    <th scope="col" data-numeric={column.numeric} data-mark={column.mark} aria-sort={direction}>
      <UnstyledButton
        className={styles.sort}
        data-active={direction !== 'none' || undefined}
        onClick={() => onToggle(column.key)}
      >
        {column.header}
        <Arrow size={13} stroke={2} aria-hidden />
      </UnstyledButton>
    </th>
  );
}
