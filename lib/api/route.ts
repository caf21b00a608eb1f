import { authenticate } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import type { OperationSpec } from '../contract/operation.ts';
import {
  OPERATIONS,
  type OperationBody,
  type OperationParams,
  type OperationQuery,
  type OperationResponse,
} from '../contract/operations.ts';
import type { OperationId } from '../contract/paths.ts';
import { systemClock } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { db } from '../platform/db.ts';
import { env } from '../platform/env.ts';
import { TidemarkError } from '../platform/errors.ts';
import { parseRequest } from './parse.ts';
import { presentable, problemResponse } from './problem.ts';
import { requirePermission } from './require-permission.ts';
import { isSameOrigin, REQUESTED_WITH } from './same-origin.ts';

export interface RouteInput<Id extends OperationId> {
  ctx: Context;
  principal: Principal;
  params: OperationParams<Id>;
  query: OperationQuery<Id>;
  body: OperationBody<Id>;
}

type Handler<Id extends OperationId> = (input: RouteInput<Id>) => Promise<OperationResponse<Id>>;

interface Segment {
  /** Next gives undefined where the path has no parameters. */
  params: Promise<Record<string, string | string[] | undefined> | undefined>;
}

/** A Next route handler that says which operation it serves. */
interface Route<Id extends OperationId> {
  (request: Request, segment: Segment): Promise<Response>;
  operationId: Id;
}

/** Methods that change nothing (RFC 9110 §9.2.1); Next answers HEAD with the GET handler. */
const SAFE_METHODS = ['GET', 'HEAD'];

/**
 * Makes the route handler of one operation: who asks, may they, is the call the console's own, does the
 * input fit; then `handler`; then the answer as JSON. Everything thrown becomes a problem document.
 */
export function defineRoute<Id extends OperationId>(operationId: Id, handler: Handler<Id>): Route<Id> {
  const spec: OperationSpec = OPERATIONS[operationId];
  const serve = async (request: Request, segment: Segment): Promise<Response> => {
    try {
      const now = systemClock;
      const principal = await authenticate(db(), request.headers, now());
      refuseUnlessAllowed(spec, principal);
      refuseForgery(request, principal);
      const parsed = await parseRequest(spec, request, (await segment.params) ?? {});
      if (!parsed.ok) return problemResponse(parsed.error, parsed.status);
      // parseRequest validated these against the very schemas the types are inferred from.
      const input = parsed.input as Pick<RouteInput<Id>, 'params' | 'query' | 'body'>;
      const answer = await handler({ ctx: { db: db(), now, actor: principal.actor }, principal, ...input });
      return answerResponse(operationId, spec, answer);
    } catch (error) {
      return problemResponse(presentable(error));
    }
  };
  return Object.assign(serve, { operationId });
}

function refuseUnlessAllowed(spec: OperationSpec, principal: Principal): void {
  if (spec.personOnly && principal.actor.kind === 'token') {
    throw new TidemarkError('forbidden', 'Only a signed-in person may do this; an API token may not.');
  }
  requirePermission(spec.permission, principal);
}

/** A token is sent on purpose; a cookie is attached by the browser, so a change needs proof of where it comes from. */
function refuseForgery(request: Request, { actor }: Principal): void {
  if (actor.kind === 'token' || SAFE_METHODS.includes(request.method)) return;
  if (isSameOrigin(request.headers, env().TIDEMARK_URL)) return;
  throw new TidemarkError(
    'forbidden',
    `The request does not come from the console. Scripts send an API token; pages send ${REQUESTED_WITH.header}: ${REQUESTED_WITH.value}.`,
  );
}

function answerResponse(operationId: OperationId, spec: OperationSpec, answer: unknown): Response {
  const headers = { 'Cache-Control': 'no-store' };
  if (env().NODE_ENV !== 'production') {
    const fits = spec.response.safeParse(answer);
    if (!fits.success) {
      throw new TidemarkError('internal', `The answer of ${operationId} breaks its contract: ${fits.error.message}`);
    }
  }
  if (spec.status === 204) return new Response(null, { status: 204, headers });
  return Response.json(answer, { status: spec.status, headers });
}
