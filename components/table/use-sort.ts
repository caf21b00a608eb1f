'use client';

import { useUrlParams } from '#components/filters/use-url-params.ts';
import { nextSort, parseSort, type Sort } from './columns.ts';

/** The order of a table, kept in the query parameter `param`. */
export function useSort(param: string | undefined): [Sort | null, (key: string) => void] {
  const [params, setParams] = useUrlParams();
  const sort = param === undefined ? null : parseSort(params.get(param));
  return [sort, (key) => param !== undefined && setParams({ [param]: nextSort(sort, key) })];
}
