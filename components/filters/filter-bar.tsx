'use client';

import { Button, Select } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './filter-bar.module.css';
import { SearchField } from './search-field.tsx';
import { useUrlParams } from './use-url-params.ts';

interface FilterOption {
  value: string;
  /** Stands in the closed field too, so keep it short. */
  label: string;
  /** Told in the open list only. */
  meaning?: string;
}

export interface ChoiceFilter {
  kind: 'choice';
  /** Query parameter that holds the choice. */
  param: string;
  label: string;
  options: readonly FilterOption[];
  /** What no choice means; the first entry of the list. */
  anyLabel: string;
}

export interface SearchFilter {
  kind: 'search';
  param: string;
  label: string;
  placeholder: string;
}

export type Filter = ChoiceFilter | SearchFilter;

interface FilterBarProps {
  filters: readonly Filter[];
  /** Right of the filters. */
  children?: ReactNode;
}

/** Narrows a list; every choice lives in the address, so that the list can be sent as a link. */
export function FilterBar({ filters, children }: FilterBarProps) {
  const [params, setParams] = useUrlParams();
  const active = filters.some((filter) => params.get(filter.param));
  return (
    <search className={styles.bar}>
      {filters.map((filter) => (
        <FilterField
          key={filter.param}
          filter={filter}
          value={params.get(filter.param)}
          onChange={(value) => setParams({ [filter.param]: value })}
        />
      ))}
      {active && (
        <Button
          size="sm"
          variant="subtle"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={() => setParams(Object.fromEntries(filters.map((filter) => [filter.param, null])))}
        >
          Clear filters
        </Button>
      )}
      {children && <div className={styles.end}>{children}</div>}
    </search>
  );
}

interface FilterFieldProps {
  filter: Filter;
  value: string | null;
  onChange: (value: string | null) => void;
}

function FilterField({ filter, value, onChange }: FilterFieldProps) {
  if (filter.kind === 'search') return <SearchField filter={filter} value={value ?? ''} onChange={onChange} />;
  return (
    <Select
      className={styles.choice}
      size="sm"
      aria-label={filter.label}
      data={[{ value: '', label: filter.anyLabel }, ...filter.options]}
      renderOption={({ option }) => <OptionText option={option} />}
      value={value ?? ''}
      onChange={onChange}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', withinPortal: false }}
    />
  );
}

function OptionText({ option: { label, meaning } }: { option: FilterOption }) {
  return (
    <span>
      {label}
      {meaning !== undefined && <span className={styles.meaning}> · {meaning}</span>}
    </span>
  );
}
