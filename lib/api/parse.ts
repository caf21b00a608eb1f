import type { z } from 'zod';
import type { OperationSpec } from '../contract/operation.ts';
import { type FieldIssue, TidemarkError } from '../platform/errors.ts';
import { readJsonBody } from './body.ts';

type Parsed =
  | { ok: true; input: { params: unknown; query: unknown; body: unknown } }
  | { ok: false; status?: number; error: TidemarkError };

/** Checks path, query and body of `request` against the schemas of its operation. */
export async function parseRequest(spec: OperationSpec, request: Request, rawParams: unknown): Promise<Parsed> {
  const params = spec.params.safeParse(rawParams);
  if (!params.success) return { ok: false, error: unfit('path', params.error) };
  const query = spec.query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return { ok: false, error: unfit('query', query.error) };
  if (spec.body === null) return { ok: true, input: { params: params.data, query: query.data, body: undefined } };
  const json = await readJsonBody(request, spec.maxBodyBytes);
  if (!json.ok) return { ok: false, status: json.status, error: new TidemarkError('invalid_input', json.detail) };
  const body = spec.body.safeParse(json.value);
  if (!body.success) return { ok: false, error: unfit('body', body.error) };
  return { ok: true, input: { params: params.data, query: query.data, body: body.data } };
}

function unfit(part: 'path' | 'query' | 'body', error: z.ZodError): TidemarkError {
  const issues: FieldIssue[] = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const named = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return new TidemarkError('invalid_input', `The ${part} does not fit: ${named}.`, { issues });
}
