import type {
  OperationBodyInput,
  OperationParamsInput,
  OperationQueryInput,
  OperationResponse,
} from '#lib/contract/operations.ts';
import { API_PATHS, API_ROOT, type OperationId } from '#lib/contract/paths.ts';
import { ApiProblem, problemOf } from './problem.ts';

type Part<Name extends string, Fields> = Fields extends undefined
  ? { [K in Name]?: never }
  : Record<never, never> extends Fields
    ? { [K in Name]?: Fields }
    : { [K in Name]: Fields };

/** The parts of a call; those without required fields may be left out. */
export type CallInput<Id extends OperationId> = Part<'params', OperationParamsInput<Id>> &
  Part<'query', OperationQueryInput<Id>> &
  Part<'body', OperationBodyInput<Id>>;

interface UntypedInput {
  params?: object;
  query?: object;
  body?: unknown;
}

interface CallOptions {
  signal?: AbortSignal;
  fetch?: typeof globalThis.fetch;
}

type Arguments<Id extends OperationId> =
  Record<never, never> extends CallInput<Id>
    ? [input?: CallInput<Id>, options?: CallOptions]
    : [input: CallInput<Id>, options?: CallOptions];

/**
 * Calls one operation of the REST interface with the session cookie.
 *
 * @throws ApiProblem whatever went wrong: a problem document of the server, or no answer at all.
 */
export async function callApi<Id extends OperationId>(
  operationId: Id,
  ...args: Arguments<Id>
): Promise<OperationResponse<Id>> {
  // Seen without their generic types, which the compiler cannot take apart.
  const [{ params = {}, query = {}, body } = {}, options = {}] = args as [UntypedInput?, CallOptions?];
  const [method, path] = API_PATHS[operationId];
  const request = options.fetch ?? globalThis.fetch;
  let response: Response;
  try {
    response = await request(API_ROOT + fillIn(path, params) + queryText(query), {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'X-Requested-With': 'tidemark',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: options.signal ?? null,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw ApiProblem.unreachable(cause);
  }
  if (!response.ok) throw await problemOf(response);
  // The server checks every answer against the same schema outside production.
  return (response.status === 204 ? undefined : await response.json()) as OperationResponse<Id>;
}

function fillIn(path: string, params: object): string {
  const values = new Map<string, unknown>(Object.entries(params));
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
}

function queryText(query: object): string {
  const present = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
