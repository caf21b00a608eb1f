'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { OperationId } from '#lib/contract/paths.ts';
import type { CallInput } from './client.ts';
import { notifyProblem } from './notify-problem.ts';
import type { ApiProblem } from './problem.ts';
import { callUnbound } from './unbound.ts';

interface ActionOptions<Response> {
  /** Said when it worked: `Acknowledged`. */
  done?: string;
  onDone?: (answer: Response) => void;
  /** Shows the failure where the person looks, such as in a form; otherwise a notification says it. */
  onFailed?: (problem: ApiProblem) => void;
}

interface Action<Input> {
  /** `onSuccess` is called where this very call worked. */
  run: (input: Input, options?: { onSuccess: () => void }) => void;
  isPending: boolean;
  /** Why the last try failed. */
  problem: ApiProblem | null;
  /** Forgets the last failure. */
  reset: () => void;
}

/** Calls a changing operation; afterwards everything on the page is read again. */
export function useApiAction<Id extends OperationId>(
  operationId: Id,
  { done, onDone, onFailed }: ActionOptions<OperationResponse<Id>> = {},
): Action<CallInput<Id>> {
  const queries = useQueryClient();
  const mutation = useMutation<OperationResponse<Id>, ApiProblem, CallInput<Id>>({
    mutationFn: (input) => callUnbound(operationId, input),
    onSuccess: (answer) => {
      if (done !== undefined) notifications.show({ message: done, color: 'tide' });
      onDone?.(answer);
      return queries.invalidateQueries();
    },
    onError: onFailed ?? notifyProblem,
  });
  return { run: mutation.mutate, isPending: mutation.isPending, problem: mutation.error, reset: mutation.reset };
}
