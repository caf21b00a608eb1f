import type { z } from 'zod';
import type { OperationSpec } from '../contract/operation.ts';
import { unstorableAt } from '../contract/unstorable.ts';
import { type FieldIssue, TidemarkError } from '../platform/errors.ts';
import { readJsonBody } from './body.ts';

type Parsed =
  | { ok: true; input: { params: unknown; query: unknown; body: unknown } }
  | { ok: false; status?: number; error: TidemarkError };

/** Checks path, query and body of `request` against the schemas of its operation. */
export async function parseRequest(spec: OperationSpec, request: Request, rawParams: unknown): Promise<Parsed> {
  const params = checkPart('path', spec.params, rawParams);
  if (!params.ok) return params;
  const query = checkPart('query', spec.query, Object.fromEntries(new URL(request.url).searchParams));
  if (!query.ok) return query;
  if (spec.body === null) return { ok: true, input: { params: params.data, query: query.data, body: undefined } };
  const json = await readJsonBody(request, spec.maxBodyBytes);
  if (!json.ok) return { ok: false, status: json.status, error: new TidemarkError('invalid_input', json.detail) };
  const body = checkPart('body', spec.body, json.value, spec.takesAnyText);
  if (!body.ok) return body;
  return { ok: true, input: { params: params.data, query: query.data, body: body.data } };
}

type Part = 'path' | 'query' | 'body';

function checkPart(part: Part, schema: z.ZodObject, value: unknown, takesAnyText = false) {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    return unfit(
      part,
      parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    );
  }
  const at = takesAnyText ? null : unstorableAt(parsed.data);
  if (at !== null) return unfit(part, [{ path: at, message: 'holds a NUL character; leave it out' }]);
  return { ok: true as const, data: parsed.data };
}

function unfit(part: Part, issues: FieldIssue[]) {
  const named = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return {
    ok: false as const,
    error: new TidemarkError('invalid_input', `The ${part} does not fit: ${named}.`, { issues }),
  };
}
