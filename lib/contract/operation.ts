import { z } from 'zod';
import type { Permission } from '../policy/permissions.ts';

/** Largest request body unless an operation says otherwise, in bytes; a comment of 10,000 characters fits. */
const MAX_BODY_BYTES = 256 * 1024;

/** What one operation takes and answers, and who may call it. */
export interface OperationSpec {
  tag: string;
  summary: string;
  permission: Permission;
  /** Only for a signed-in person: an API token is refused whatever its scopes. */
  personOnly: boolean;
  params: z.ZodObject;
  query: z.ZodObject;
  /** Null: the operation takes no body. */
  body: z.ZodObject | null;
  /** Largest body, in bytes. */
  maxBodyBytes: number;
  /** Whether texts of the body may hold what the database cannot keep, as answers of models do; the handler replaces it. */
  takesAnyText: boolean;
  status: 200 | 201 | 204;
  response: z.ZodType;
}

interface OperationDraft<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject | null,
  Response extends z.ZodType,
> {
  tag: string;
  summary: string;
  permission: Permission;
  personOnly?: boolean;
  params?: Params;
  query?: Query;
  body?: Body;
  maxBodyBytes?: number;
  takesAnyText?: boolean;
  status?: OperationSpec['status'];
  response: Response;
}

type NoFields = z.ZodObject<Record<never, never>>;
const noFields: NoFields = z.object({});

/** The body of a 204 answer. */
export const noContent = z.void();

/** Fills a draft in: nothing in the path, the query or the body unless it says so; a body refuses unknown fields. */
export function operation<
  Response extends z.ZodType,
  Params extends z.ZodObject = NoFields,
  Query extends z.ZodObject = NoFields,
  Body extends z.ZodObject | null = null,
>(draft: OperationDraft<Params, Query, Body, Response>) {
  return {
    tag: draft.tag,
    summary: draft.summary,
    permission: draft.permission,
    personOnly: draft.personOnly ?? false,
    // The defaults of the type parameters say the same; the compiler cannot relate the two.
    params: (draft.params ?? noFields) as Params,
    query: (draft.query ?? noFields) as Query,
    body: (draft.body?.strict() ?? null) as Body,
    maxBodyBytes: draft.maxBodyBytes ?? MAX_BODY_BYTES,
    takesAnyText: draft.takesAnyText ?? false,
    status: draft.status ?? 200,
    response: draft.response,
  } satisfies OperationSpec;
}
