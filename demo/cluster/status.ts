import { json, type Reply } from '../http.ts';

const REASON: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  410: 'Expired',
  503: 'ServiceUnavailable',
};

/** Parts of a `Status` that only some refusals have. */
interface StatusDetails {
  details?: Record<string, string>;
  metadata?: Record<string, string>;
}

/** The body of a refusal. */
export function statusBody(code: number, message: string, { details, metadata = {} }: StatusDetails = {}) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata,
    status: 'Failure',
    message,
    reason: REASON[code] ?? 'InternalError',
    ...(details !== undefined && { details }),
    code,
  };
}

/** A refusal. */
export function status(code: number, message: string, more: StatusDetails = {}): Reply {
  return json(code, statusBody(code, message, more));
}
