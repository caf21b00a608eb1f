'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { OperationId } from '#lib/contract/paths.ts';
import type { CallInput } from './client.ts';
import type { ApiProblem } from './problem.ts';
import { callUnbound } from './unbound.ts';

/** Milliseconds between questions, or none; a function of what is known so far. */
type Poll<Response> = number | false | ((known: Response | undefined) => number | false);

export interface ReadOptions<Response> {
  /** What a server component already read for the first paint. */
  initial?: Response | undefined;
  /** Asks again this often while the page is visible; may depend on what is known so far. */
  pollMs?: Poll<Response>;
  enabled?: boolean;
}

/** What is known of an answer: the latest one, and why a newer one could not be had. */
interface Reading<Response> {
  data: Response | undefined;
  problem: ApiProblem | null;
  isFetching: boolean;
  /** The data shown belongs to the previous input; the answer to this one is on its way. */
  isPlaceholderData: boolean;
  refetch: () => void;
}

/** Reads one operation, starting from the server's first paint and following changes. */
export function useApi<Id extends OperationId>(
  operationId: Id,
  input: CallInput<Id>,
  { initial, pollMs = false, enabled = true }: ReadOptions<OperationResponse<Id>> = {},
): Reading<OperationResponse<Id>> {
  // Seen without its type: a tuple of every operation's id and input is too large a union for the compiler.
  const given: unknown = input;
  const result = useQuery<unknown, ApiProblem>({
    queryKey: [operationId, given],
    queryFn: ({ signal }) => callUnbound(operationId, input, { signal }),
    refetchInterval: (query) => pollAfter(pollMs, query.state.data),
    placeholderData: keepPreviousData,
    enabled,
    initialData: initial,
  });
  return {
    // queryFn and initialData are both the operation's answer; the cache forgets which operation it was.
    data: result.data as OperationResponse<Id> | undefined,
    problem: result.error,
    isFetching: result.isFetching,
    isPlaceholderData: result.isPlaceholderData,
    refetch: () => void result.refetch(),
  };
}

/** When to ask again, given the `known` answer of the cache, which has forgotten its type. */
export function pollAfter<Response>(poll: Poll<Response>, known: unknown): number | false {
  return typeof poll === 'function' ? poll(known as Response | undefined) : poll;
}
