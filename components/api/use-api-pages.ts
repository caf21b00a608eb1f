'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperationQueryInput, OperationResponse } from '#lib/contract/operations.ts';
import type { OperationId } from '#lib/contract/paths.ts';
import type { CallInput } from './client.ts';
import type { ApiProblem } from './problem.ts';
import { callUnbound } from './unbound.ts';
import { pollAfter, type ReadOptions } from './use-api.ts';

/** Operations that answer a page of a list. */
export type ListId = {
  [Id in OperationId]: OperationResponse<Id> extends { items: unknown[]; nextCursor: string | null } ? Id : never;
}[OperationId];

type ItemOf<Id extends ListId> = OperationResponse<Id>['items'][number];

interface Page {
  items: unknown[];
  nextCursor: string | null;
}

export interface ReadingPages<Item> {
  /** Rows of all pages read so far; undefined until the first arrives. */
  items: readonly Item[] | undefined;
  problem: ApiProblem | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  /** The rows shown belong to the previous filters; those of the new ones are on their way. */
  isPlaceholderData: boolean;
  loadMore: () => void;
  refetch: () => void;
}

interface PageOptions<Response> extends ReadOptions<Response> {
  /** Parts of the address, for a list that belongs to something: `{ endpointId: 4 }`. */
  params?: Readonly<Record<string, number>>;
}

/** Reads a list page by page. Rows already shown stay while other filters load; `initial` answers the query asked first. */
export function useApiPages<Id extends ListId>(
  operationId: Id,
  query: OperationQueryInput<Id>,
  { initial, pollMs = false, params }: PageOptions<OperationResponse<Id>> = {},
): ReadingPages<ItemOf<Id>> {
  const asked = JSON.stringify(query);
  const [firstAsked] = useState(asked);
  const result = useInfiniteQuery<Page, ApiProblem, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [operationId, { params, query }],
    queryFn: ({ pageParam, signal }) =>
      // A list's query takes a cursor; that its input then fits cannot be seen while Id is open.
      callUnbound(operationId, { params, query: { ...query, cursor: pageParam } } as unknown as CallInput<Id>, {
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) => pollAfter(pollMs, query.state.data?.pages[0]),
    placeholderData: keepPreviousData,
    ...(initial && asked === firstAsked && { initialData: { pages: [initial], pageParams: [undefined] } }),
  });
  return {
    // The pages hold the operation's items; the cache forgets which operation it was.
    items: result.data?.pages.flatMap((page) => page.items) as ItemOf<Id>[] | undefined,
    problem: result.error,
    hasMore: result.hasNextPage,
    isLoadingMore: result.isFetchingNextPage,
    isPlaceholderData: result.isPlaceholderData,
    loadMore: () => void result.fetchNextPage(),
    refetch: () => void result.refetch(),
  };
}
