import { type APIRequestContext, expect } from '@playwright/test';
import type {
  OperationBodyInput,
  OperationParamsInput,
  OperationQueryInput,
  OperationResponse,
} from '#lib/contract/operations.ts';
import { API_PATHS, API_ROOT, type OperationId } from '#lib/contract/paths.ts';
import { CONSOLE_HEADERS } from './session.ts';

interface Input<Id extends OperationId> {
  params?: OperationParamsInput<Id>;
  query?: OperationQueryInput<Id>;
  body?: OperationBodyInput<Id>;
}

/** The REST interface as its session's owner sees it. */
export interface Api {
  /** Calls an operation that must succeed. */
  call: <Id extends OperationId>(id: Id, input?: Input<Id>) => Promise<OperationResponse<Id>>;
  /** HTTP status of a call, whatever it is. */
  status: <Id extends OperationId>(id: Id, input?: Input<Id>) => Promise<number>;
}

/** Calls of the REST interface with the cookies of `request`. */
export function apiOf(request: APIRequestContext): Api {
  const send = <Id extends OperationId>(
    id: Id,
    { params = {}, query = {}, body }: Partial<Record<keyof Input<Id>, object>>,
  ) => {
    const [method, path] = API_PATHS[id];
    return request.fetch(API_ROOT + fillIn(path, params), {
      method,
      headers: CONSOLE_HEADERS,
      params: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
      ...(body !== undefined && { data: body }),
    });
  };
  return {
    call: async (id, input = {}) => {
      const answer = await send(id, input);
      expect(answer.ok(), `${id}: ${answer.status()} ${await answer.text()}`).toBe(true);
      return answer.status() === 204 ? undefined : await answer.json();
    },
    status: async (id, input = {}) => (await send(id, input)).status(),
  };
}

/** Puts values into a path template such as `/runs/{runId}`. */
function fillIn(path: string, values: object): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replace(`{${name}}`, String(value)), path);
}
