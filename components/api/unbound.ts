import type { OperationResponse } from '#lib/contract/operations.ts';
import type { OperationId } from '#lib/contract/paths.ts';
import { type CallInput, callApi } from './client.ts';

type UnboundCall = <Id extends OperationId>(
  operationId: Id,
  input: CallInput<Id>,
  options?: { signal?: AbortSignal },
) => Promise<OperationResponse<Id>>;

/** `callApi` for callers that are generic over the operation: its rest parameter stays open until that is known. */
export const callUnbound = callApi as UnboundCall;
